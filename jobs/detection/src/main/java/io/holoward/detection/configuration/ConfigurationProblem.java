package io.holoward.detection.configuration;

import java.io.Serializable;

/**
 * One thing that is wrong with a configuration.
 *
 * @param where {@code file:line:column}, or {@code --set key=value}
 * @param key path of the key; empty when the problem is not with a key
 * @param message what is wrong and what was expected
 */
public record ConfigurationProblem(String where, String key, String message)
    implements Serializable {

  @Override
  public String toString() {
    boolean told = where.equals("--set " + key) || where.startsWith("--set " + key + "=");
    return key.isEmpty() || told ? where + ": " + message : where + ": " + key + ": " + message;
  }
}
