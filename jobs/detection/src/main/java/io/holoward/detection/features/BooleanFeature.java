package io.holoward.detection.features;

import io.holoward.entropy.Signature;
import java.util.List;

/** A feature with one column, named as itself. */
abstract class BooleanFeature implements Feature {

  private final String name;
  private final String phrase;

  BooleanFeature(String name, String phrase) {
    this.name = name;
    this.phrase = phrase;
  }

  /** Whether the connection has it. */
  abstract boolean isTrue(ConnectionFacts facts);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<String> columns() {
    return List.of(name);
  }

  @Override
  public final String column(Signature table2, ConnectionFacts facts) {
    return isTrue(facts) ? name : null;
  }

  @Override
  public final boolean owns(String column) {
    return column.equals(name);
  }

  @Override
  public final String phrase(String column) {
    return phrase;
  }
}
