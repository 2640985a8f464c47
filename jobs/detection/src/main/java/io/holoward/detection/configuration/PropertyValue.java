package io.holoward.detection.configuration;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The value of a client property that is passed on: a text, or where to find a secret. */
public sealed interface PropertyValue extends Serializable {

  /** The value as the client needs it. */
  String resolve();

  /** A text that may be shown. */
  record Text(String value) implements PropertyValue {
    @Override
    public String resolve() {
      return value;
    }
  }

  /** A text that may not be shown. */
  record Hidden(Secret secret) implements PropertyValue {
    @Override
    public String resolve() {
      return secret.resolve();
    }
  }

  /** The values as a client needs them. */
  static Map<String, String> resolve(SortedMap<String, PropertyValue> properties) {
    Map<String, String> resolved = new TreeMap<>();
    properties.forEach((name, value) -> resolved.put(name, value.resolve()));
    return resolved;
  }
}
