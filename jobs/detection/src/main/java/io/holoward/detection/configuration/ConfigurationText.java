package io.holoward.detection.configuration;

import java.util.ArrayList;
import java.util.List;

/** Writes a configuration as YAML. */
final class ConfigurationText {

  private ConfigurationText() {}

  static String render(Configuration configuration) {
    StringBuilder text = new StringBuilder();
    List<String> open = List.of();
    for (ConfigurationKey<?> key : ConfigurationKeys.BY_PATH.values()) {
      List<String> names = List.of(key.path().split("\\."));
      List<String> sections = names.subList(0, names.size() - 1);
      openSections(text, open, sections);
      open = new ArrayList<>(sections);
      Object value = RecordMapping.value(configuration, key.path());
      text.append("  ".repeat(sections.size()))
          .append(value == null ? "# " : "")
          .append(names.get(sections.size()))
          .append(": ")
          .append(value == null ? "(not set)" : key.write(value))
          .append('\n');
    }
    return text.toString();
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
