package io.holoward.detection.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a configuration as YAML. */
final class ConfigurationText {

  private static final String NOT_SET = "(not set)";

  private ConfigurationText() {}

  static String render(Configuration configuration) {
    StringBuilder text = new StringBuilder();
    List<String> open = List.of();
    for (Map.Entry<String, String> entry : values(configuration).entrySet()) {
      List<String> names = List.of(entry.getKey().split("\\."));
      List<String> sections = names.subList(0, names.size() - 1);
      openSections(text, open, sections);
      open = new ArrayList<>(sections);
      text.append("  ".repeat(sections.size()))
          .append(entry.getValue().equals(NOT_SET) ? "# " : "")
          .append(names.get(sections.size()))
          .append(": ")
          .append(entry.getValue())
          .append('\n');
    }
    return text.toString();
  }

  /** The value of each key as YAML, by its path. No YAML of a text begins with a parenthesis. */
  static Map<String, String> values(Configuration configuration) {
    Map<String, String> values = new LinkedHashMap<>();
    for (ConfigurationKey<?> key : ConfigurationKeys.BY_PATH.values()) {
      Object value = RecordMapping.value(configuration, key.path());
      values.put(key.path(), value == null ? NOT_SET : key.write(value));
    }
    return values;
  }

  private static void openSections(StringBuilder text, List<String> open, List<String> sections) {
    int common = 0;
    while (common < Math.min(open.size(), sections.size())
        && open.get(common).equals(sections.get(common))) {
      common++;
    }
    for (int depth = common; depth < sections.size(); depth++) {
      text.append("  ".repeat(depth)).append(sections.get(depth)).append(":\n");
    }
  }
}
