package io.holoward.backtest.whatif;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.configuration.ConfigurationProblem;
import io.holoward.detection.configuration.KeyReach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The runs of a sweep: one for each value of one parameter, or each pair of values of two, the
 * second changing faster. Every configuration has passed its checks before anything runs.
 *
 * @param base the configuration around the swept keys
 * @param parameters one or two
 * @param runs in the order they are to be run
 */
public record Sweep(Configuration base, List<SweepParameter> parameters, List<Run> runs) {

  /** More runs than this are taken for a mistake. */
  public static final int MAX_RUNS = 200;

  /**
   * One run.
   *
   * @param settings the value of each swept key
   * @param configuration the base with these settings
   */
  public record Run(Map<String, String> settings, Configuration configuration) {}

  /**
   * Plans a sweep.
   *
   * @throws ConfigurationException with everything that is wrong with keys and values
   */
  public static Sweep of(List<SweepParameter> parameters, Configuration base) {
    checkParameters(parameters, base);
    List<Run> runs = new ArrayList<>();
    Set<ConfigurationProblem> problems = new LinkedHashSet<>();
    for (Map<String, String> settings : combinations(parameters)) {
      try {
        runs.add(new Run(settings, base.with(overrides(settings))));
      } catch (ConfigurationException e) {
        e.problems().stream().map(Sweep::ofSweep).forEach(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(List.copyOf(problems));
    }
    checkRunsDiffer(parameters, runs);
    return new Sweep(base, List.copyOf(parameters), List.copyOf(runs));
  }

  private static void checkParameters(List<SweepParameter> parameters, Configuration base) {
    if (parameters.isEmpty() || parameters.size() > 2) {
      throw refused("KEY=VALUES", "expected once or twice, one parameter each");
    }
    if (parameters.stream().map(SweepParameter::key).distinct().count() < parameters.size()) {
      throw refused(parameters.get(0).key(), "given twice; name all its values in one");
    }
    for (SweepParameter parameter : parameters) {
      if (KeyReach.of(parameter.key(), base) == KeyReach.READING) {
        throw refused(
            parameter.key(),
            "the input is read once for all runs, and this key decides how; run backtest for each"
                + " value");
      }
    }
    long runs = parameters.stream().mapToLong(p -> p.values().size()).reduce(1, (a, b) -> a * b);
    if (runs > MAX_RUNS) {
      throw refused(
          parameters.get(0).key(),
          "%,d runs, expected at most %d; choose larger steps or fewer values"
              .formatted(runs, MAX_RUNS));
    }
  }

  private static ConfigurationException refused(String key, String message) {
    return new ConfigurationException(
        List.of(new ConfigurationProblem("--sweep " + key, "", message)));
  }

  private static List<Map<String, String>> combinations(List<SweepParameter> parameters) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (SweepParameter parameter : parameters) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> settings : combinations) {
        for (String value : parameter.values()) {
          Map<String, String> more = new LinkedHashMap<>(settings);
          more.put(parameter.key(), value);
          longer.add(more);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static List<String> overrides(Map<String, String> settings) {
    return settings.entrySet().stream().map(Map.Entry::toString).toList();
  }

  private static ConfigurationProblem ofSweep(ConfigurationProblem problem) {
    String set = "--set ";
    return problem.where().startsWith(set)
        ? new ConfigurationProblem(
            "--sweep " + problem.where().substring(set.length()), "", problem.message())
        : problem;
  }

  /** Two values that mean the same would only take time, and look like a mistake of the sweep. */
  private static void checkRunsDiffer(List<SweepParameter> parameters, List<Run> runs) {
    for (SweepParameter parameter : parameters) {
      long distinct =
          runs.stream()
              .map(run -> run.configuration().values().get(parameter.key()))
              .distinct()
              .count();
      if (distinct < parameter.values().size()) {
        throw refused(
            parameter.key(),
            "two of %s are the same value; name each once"
                .formatted(String.join(", ", parameter.values())));
      }
    }
  }
}
