package io.holoward.detection.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** A user's error in the configuration: the message has one line a problem, no stack trace. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<ConfigurationProblem> problems;

  public ConfigurationException(List<ConfigurationProblem> problems) {
    super(
        problems.stream().map(ConfigurationProblem::toString).collect(Collectors.joining("\n")),
        null,
        false,
        false);
    this.problems = List.copyOf(problems);
  }

  /** A problem that has no place in a file. */
  public ConfigurationException(String message) {
    this(List.of(new ConfigurationProblem("configuration", "", message)));
  }

  /** Every problem found, in the order of the file. */
  public List<ConfigurationProblem> problems() {
    return problems;
  }
}
