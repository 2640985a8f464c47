package io.holoward.detection.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Short names of keys: the end of a path stands for the path where only one key ends so. */
public final class KeyNames {

  private KeyNames() {}

  /**
   * The full path of a key.
   *
   * @param name a path, such as {@code score.threshold.k}, or its end, such as {@code threshold.k}
   * @throws ConfigurationException if no key, or more than one, is meant
   */
  public static String complete(String name) {
    if (ConfigurationKeys.BY_PATH.containsKey(name)) {
      return name;
    }
    List<String> meant =
        ConfigurationKeys.BY_PATH.keySet().stream()
            .filter(path -> path.endsWith("." + name))
            .toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (meant.size() > 1) {
      throw new ConfigurationException(
          "%s may be any of %s; give more of the name".formatted(name, String.join(", ", meant)));
    }
    if (ConfigurationKeys.isSection(name)) {
      throw new ConfigurationException(
          "%s is a section; expected one of its keys, such as %s"
              .formatted(name, ConfigurationKeys.firstBelow(name)));
    }
    throw new ConfigurationException("%s: unknown key; %s".formatted(name, hint(name)));
  }

  private static String hint(String unknown) {
    return ConfigurationKeys.BY_PATH.keySet().stream()
        .min(Comparator.comparingInt(path -> distance(path, unknown)))
        .filter(path -> distance(path, unknown) <= Math.max(1, unknown.length() / 4))
        .map(path -> "did you mean " + path + "?")
        .orElseGet(() -> ConfigurationKeys.hint(unknown));
  }

  /** How far a name is from the end of a path that has as many parts. */
  private static int distance(String path, String name) {
    String[] parts = path.split("\\.");
    int wanted = Math.min(parts.length, name.split("\\.", -1).length);
    String end =
        String.join(".", Arrays.asList(parts).subList(parts.length - wanted, parts.length));
    return ConfigurationKeys.distance(end, name);
  }
}
