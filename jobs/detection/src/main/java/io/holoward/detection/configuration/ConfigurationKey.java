package io.holoward.detection.configuration;

import io.holoward.detection.configuration.ValueType.Unexpected;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One key of the configuration.
 *
 * @param path names of the sections and of the key, joined by dots
 * @param defaultText the default as YAML text, or null for a key that is not set by default
 * @param documentation what it does, in one sentence
 */
record ConfigurationKey<T>(
    String path, ValueType<T> type, String defaultText, String documentation) {

  /** The default, or null for a key that is not set by default. */
  T defaultValue() {
    try {
      return defaultText == null ? null : type.parse(defaultText);
    } catch (Unexpected e) {
      throw new IllegalStateException("default of " + path + " is not " + e.getMessage(), e);
    }
  }

  /** Reads the value of this key. */
  T read(Node node) throws Unexpected {
    return type.reader().read(node);
  }

  /** Writes a value of this key as YAML; the value comes out of the component this key fills. */
  @SuppressWarnings("unchecked")
  String write(Object value) {
    return type.writer().apply((T) value);
  }

  /** True when the value is a map whose entries can be set one by one. */
  boolean isMap() {
    return type.equals(PropertyTypes.PROPERTIES);
  }
}
