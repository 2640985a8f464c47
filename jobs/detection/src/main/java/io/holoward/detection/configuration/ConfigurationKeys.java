package io.holoward.detection.configuration;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All keys there are, in the order of the reference. */
final class ConfigurationKeys {

  static final Map<String, ConfigurationKey<?>> BY_PATH = byPath();

  private ConfigurationKeys() {}

  private static Map<String, ConfigurationKey<?>> byPath() {
    Map<String, ConfigurationKey<?>> byPath = new LinkedHashMap<>();
    Stream.of(
            PlatformKeys.ALL,
            FeatureKeys.ALL,
            DetectionKeys.ALL,
            FlowKeys.ALL,
            ResponseKeys.ALL,
            StorageKeys.ALL)
        .flatMap(keys -> keys.stream())
        .forEach(key -> byPath.put(key.path(), key));
    return byPath;
  }

  /** True when keys lie below this path. */
  static boolean isSection(String path) {
    return BY_PATH.keySet().stream().anyMatch(key -> key.startsWith(path + "."));
  }

  /** The map-valued key that this path names an entry of. */
  static Optional<ConfigurationKey<?>> mapAbove(String path) {
    return BY_PATH.values().stream()
        .filter(key -> key.isMap() && path.startsWith(key.path() + "."))
        .<ConfigurationKey<?>>map(key -> key)
        .findFirst();
  }

  /** The key or section that was most likely meant by a path that names none. */
  static Optional<String> nearest(String unknown) {
    Set<String> known = new TreeSet<>(BY_PATH.keySet());
    BY_PATH.keySet().forEach(path -> addSections(path, known));
    Optional<String> ending =
        known.stream().filter(path -> path.endsWith("." + unknown)).findFirst();
    return ending.isPresent()
        ? ending
        : known.stream()
            .min(Comparator.comparingInt(path -> distance(path, unknown)))
            .filter(path -> distance(path, unknown) <= Math.max(2, unknown.length() / 3));
  }

  /** What to tell somebody who named a key that does not exist. */
  static String hint(String unknown) {
    return nearest(unknown)
        .map(nearest -> "did you mean " + nearest + "?")
        .orElse("the keys are listed in docs/configuration.md");
  }

  /** The first key of a section. */
  static String firstBelow(String section) {
    return BY_PATH.keySet().stream()
        .filter(path -> path.startsWith(section + "."))
        .findFirst()
        .orElseThrow();
  }

  private static void addSections(String path, Set<String> known) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      known.add(path.substring(0, dot));
    }
  }

  /** Levenshtein distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
