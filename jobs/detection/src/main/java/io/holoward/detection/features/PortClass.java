package io.holoward.detection.features;

import io.holoward.entropy.Signature;
import java.util.List;

/** What a port is usually for that Table 2 calls just "other": a family, one column a class. */
final class PortClass implements Feature {

  private static final String NAME = "portClass";
  private static final String PREFIX = NAME + "_";

  private final PortClasses classes = PortClasses.standard();
  private final List<String> columns =
      classes.all().stream().map(entry -> PREFIX + entry.name()).toList();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public String column(Signature table2, ConnectionFacts facts) {
    if (!FeatureExtractor.hasOtherPort(table2)) {
      return null;
    }
    int index = classes.indexOf(facts.connection().protocol(), facts.connection().service().port());
    return index < 0 ? null : columns.get(index);
  }

  @Override
  public boolean owns(String column) {
    return column.startsWith(PREFIX);
  }

  @Override
  public String phrase(String column) {
    return "port class " + column.substring(PREFIX.length());
  }

  @Override
  public String verb() {
    return "use";
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "The service's port is neither well known (below 1024) nor ephemeral, and registered, or a"
            + " vendor's default, for a service of the class; see the table below. Both directions:"
            + " Table 2 tells them apart. A port of no class gives no column.",
        "One look into a table.",
        "A port says what is usually there, not what is: a web server may listen on any. New"
            + " software on its default port is new to the process that uses it.",
        List.of());
  }
}
