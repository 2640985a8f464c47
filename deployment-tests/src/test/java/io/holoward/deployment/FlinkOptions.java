package io.holoward.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;

/** Every option that the jars of Flink and of its Kubernetes operator define, by its keys. */
final class FlinkOptions {
  private static final String REPORTER = "metrics.reporter.";

  /** What the reporter for Prometheus reads by itself. */
  private static final Set<String> OF_PROMETHEUS = Set.of("port", "filterLabelValueCharacters");

  private final Map<String, ConfigOption<?>> options = new HashMap<>();

  private FlinkOptions() {}

  /** Those of the jars on the class path. */
  static FlinkOptions ofClassPath() {
    FlinkOptions all = new FlinkOptions();
    Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
        .filter(path -> path.matches(".*[/\\\\]flink-[^/\\\\]*\\.jar"))
        .flatMap(path -> optionClasses(path).stream())
        .forEach(all::add);
    return all;
  }

  private static List<String> optionClasses(String jar) {
    List<String> names = new ArrayList<>();
    try (JarFile file = new JarFile(jar)) {
      file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.matches("org/apache/flink/.*Options\\.class"))
          .filter(name -> !name.contains("/shaded/"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private void add(String className) {
    try {
      Class<?> type = Class.forName(className);
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          field.setAccessible(true);
          add((ConfigOption<?>) field.get(null));
        }
      }
    } catch (LinkageError e) {
      // A class for something that is not on the class path (YARN, Hadoop) has no option for us.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(className, e);
    }
  }

  private void add(ConfigOption<?> option) {
    options.put(option.key(), option);
    for (FallbackKey fallback : option.fallbackKeys()) {
      if (!fallback.isDeprecated()) {
        options.put(fallback.getKey(), option);
      }
    }
  }

  /** How many keys are known. */
  int size() {
    return options.size();
  }

  /**
   * What is wrong with a configuration: keys that nobody reads, values that their readers refuse.
   */
  List<String> mistakes(Map<String, String> values) {
    Configuration configuration = Configuration.fromMap(values);
    return values.keySet().stream()
        .flatMap(key -> mistake(key, values, configuration).stream())
        .toList();
  }

  private Optional<String> mistake(
      String key, Map<String, String> values, Configuration configuration) {
    if (key.startsWith(REPORTER)) {
      return ofReporter(key, values);
    }
    ConfigOption<?> option = options.get(key);
    if (option == null) {
      return Optional.of(key + ": no option of Flink " + System.getProperty("flink.version"));
    }
    try {
      configuration.getOptional(option);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(key + ": " + values.get(key) + " is refused: " + e.getMessage());
    }
  }

  /** {@code metrics.reporter.NAME.KEY}: the name must be among those that are switched on. */
  private Optional<String> ofReporter(String key, Map<String, String> values) {
    String[] nameAndKey = key.substring(REPORTER.length()).split("\\.", 2);
    boolean named =
        Arrays.asList(values.getOrDefault("metrics.reporters", "").split(",\\s*"))
            .contains(nameAndKey[0]);
    boolean known =
        nameAndKey.length == 2
            && (options.containsKey(nameAndKey[1]) || OF_PROMETHEUS.contains(nameAndKey[1]));
    return named && known ? Optional.empty() : Optional.of(key + ": no option of a reporter");
  }
}
