package io.holoward.backtest.whatif;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.EarlierResults;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.configuration.KeyReach;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Replays one recording by two configurations, and compares what they find. */
public final class ComparisonReplay {

  private ComparisonReplay() {}

  /**
   * One of the two configurations.
   *
   * @param name what a person knows it by
   */
  public record Candidate(String name, Configuration configuration) {}

  /**
   * Runs both and compares them. The results of the runs are left in {@code a} and {@code b} of the
   * plan's directory, the comparison in the directory itself.
   *
   * @param plan what to replay; its configuration is that of a
   * @throws ConfigurationException if they do not read the recording alike
   */
  public static Comparison run(
      Candidate a, Candidate b, BacktestPlan plan, BacktestProgress progress) throws Exception {
    checkReadAlike(a.configuration(), b.configuration());
    EarlierResults.remove(plan.out());
    Path outA = plan.out().resolve("a");
    Path outB = plan.out().resolve("b");
    List<Configuration> both = List.of(a.configuration(), b.configuration());
    try (Replays replays = Replays.open(plan, both, progress)) {
      replays.run(a.configuration(), outA);
      replays.run(b.configuration(), outB);
    }
    return Comparison.of(
        FinishedRun.open(a.name(), outA), FinishedRun.open(b.name(), outB), plan.out());
  }

  private static void checkReadAlike(Configuration a, Configuration b) {
    Map<String, String> inB = b.values();
    a.values()
        .forEach(
            (key, value) -> {
              if (KeyReach.of(key, a) == KeyReach.READING && !value.equals(inB.get(key))) {
                throw new ConfigurationException(
                    "the recording is read once for both, and %s decides how, but a has %s and b %s;"
                            .formatted(key, value, inB.get(key))
                        + " make them equal, or compare the results of two backtests");
              }
            });
  }
}
