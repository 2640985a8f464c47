package io.holoward.integration.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * The configuration of a cluster: that of the project, with what a test needs differently. Keys are
 * written in full, {@code rest.port}.
 */
final class ClusterConfiguration {
  private final TreeMap<String, Object> values = new TreeMap<>();

  private ClusterConfiguration() {}

  /** Reads a {@code config.yaml}. */
  static ClusterConfiguration read(Path file) {
    ClusterConfiguration configuration = new ClusterConfiguration();
    Map<String, Object> yaml;
    try {
      yaml = new Yaml().load(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    configuration.flatten("", yaml);
    return configuration;
  }

  private void flatten(String prefix, Map<?, ?> section) {
    section.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> nested) {
            flatten(prefix + key + ".", nested);
          } else {
            values.put(prefix + key, value);
          }
        });
  }

  /** Sets these keys, whatever they were. */
  ClusterConfiguration with(Map<String, ?> overrides) {
    values.putAll(overrides);
    return this;
  }

  /** Leaves out all keys that begin so. */
  ClusterConfiguration without(String prefix) {
    values.keySet().removeIf(key -> key.startsWith(prefix));
    return this;
  }

  /** The value of a key that is there. */
  String get(String key) {
    return values.get(key).toString();
  }

  /** Writes it to {@code config.yaml} in a directory, as Flink reads it. */
  void writeTo(Path directory) {
    String text =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("config.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
