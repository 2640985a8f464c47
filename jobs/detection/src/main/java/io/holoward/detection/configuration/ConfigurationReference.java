package io.holoward.detection.configuration;

/** The reference of all keys, as docs/configuration.md shows it. */
public final class ConfigurationReference {

  private ConfigurationReference() {}

  /** A Markdown table with a row for each key. */
  public static String markdown() {
    StringBuilder table =
        new StringBuilder("| key | type | values | default | meaning |\n|---|---|---|---|---|\n");
    for (ConfigurationKey<?> key : ConfigurationKeys.BY_PATH.values()) {
      String byDefault = key.defaultText() == null ? "not set" : "`" + key.defaultText() + "`";
      table
          .append("| `")
          .append(key.path())
          .append("` | ")
          .append(key.type().name())
          .append(" | ")
          .append(key.type().range())
          .append(" | ")
          .append(byDefault)
          .append(" | ")
          .append(key.documentation())
          .append(" |\n");
    }
    return table.toString();
  }
}
