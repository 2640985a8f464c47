package io.holoward.detection.configuration;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a secret is found. The value itself is looked up when it is used, never kept and never
 * printed.
 *
 * @param name path of the file, or name of the environment variable
 */
public record Secret(Origin origin, String name) implements Serializable {

  /** Where a secret may come from. */
  public enum Origin {
    FILE,
    ENV
  }

  /**
   * The secret's value; trailing line breaks of a file are not part of it.
   *
   * @throws ConfigurationException if the file cannot be read or the variable is not set
   */
  public String resolve() {
    return switch (origin) {
      case FILE -> read(Path.of(name));
      case ENV -> environment(name);
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replaceAll("[\\r\\n]+$", "");
    } catch (IOException e) {
      throw new ConfigurationException("secret file " + file + " cannot be read");
    }
  }

  private static String environment(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new ConfigurationException("secret environment variable " + variable + " is not set");
    }
    return value;
  }
}
