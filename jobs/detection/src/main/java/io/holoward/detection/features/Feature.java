package io.holoward.detection.features;

import io.holoward.entropy.Signature;
import java.util.List;
import java.util.Optional;

/**
 * A statement about one connection beyond Table 2: a column of behaviour records, or a family of
 * columns of which a connection has at most one.
 */
public interface Feature {

  /**
   * The name it is switched off by; also its column, or what the columns of a family begin with.
   */
  String name();

  /** Every column it can make TRUE. */
  List<String> columns();

  /**
   * The column that is TRUE for a connection: one of {@link #columns}, or null for none. Asked for
   * each connection that is told on, so it allocates nothing.
   *
   * @param table2 what Table 2 says of the connection
   */
  String column(Signature table2, ConnectionFacts facts);

  /**
   * Whether a column is this feature's, be it one of an earlier version that is no longer among
   * {@link #columns}.
   */
  boolean owns(String column);

  /** A column as a noun phrase that fits into a sentence. */
  String phrase(String column);

  /** The verb that takes the phrase: records "show" or "use" it. */
  default String verb() {
    return "show";
  }

  /**
   * The clause that states it as a fact about the connection; empty where how rare it is says more.
   * Of several facts the feature that stands first in {@link Features#ALL} implies the others.
   */
  default Optional<String> fact() {
    return Optional.empty();
  }

  /**
   * Whether models learn it and are asked about it; otherwise it is told of a connection and read
   * by who judges it.
   */
  default boolean isCompared() {
    return true;
  }

  /** What a person should know before relying on it. */
  FeatureNotes notes();
}
