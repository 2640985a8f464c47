package io.holoward.backtest;

import io.holoward.backtest.BacktestSession.Learned;
import java.util.Optional;

/**
 * Replays recorded telemetry through the topology of the live job and writes what it would have
 * found.
 *
 * <p>With telemetry to learn from there are two passes, each a job of its own: the first learns and
 * seals at its end every process with enough records ({@code promotion.floor}); the second starts
 * with these states and nothing else. Without it there is one pass by the configured rules.
 */
public final class Backtest {

  private Backtest() {}

  /**
   * Runs the plan.
   *
   * @return the summary that was also written to {@code summary.json}
   */
  public static BacktestSummary run(BacktestPlan plan, BacktestProgress progress) throws Exception {
    try (BacktestSession session = BacktestSession.open(plan, progress)) {
      if (plan.learn().isEmpty()) {
        return session.score(plan.configuration(), Optional.empty(), plan.out());
      }
      Learned learned = session.learn(plan.configuration());
      session.forgetLearning();
      return session.score(plan.configuration(), Optional.of(learned), plan.out());
    }
  }
}
