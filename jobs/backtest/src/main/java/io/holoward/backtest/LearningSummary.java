package io.holoward.backtest;

import java.util.Map;

/**
 * What the learning pass of a backtest did.
 *
 * @param read records read
 * @param leftOut connections and flows that were not read, because of their labels
 * @param records behaviour records learned
 * @param processes processes seen
 * @param protectedProcesses processes sealed at its end
 * @param overlapsInput true when what was learned from and what was scored lie in the same time:
 *     the figures then say how well the input describes itself, not how well it could be foreseen
 * @param durationSeconds how long it took
 */
public record LearningSummary(
    long read,
    long leftOut,
    long records,
    long processes,
    long protectedProcesses,
    boolean overlapsInput,
    double durationSeconds) {

  static LearningSummary of(BacktestSession.Learned learned, BacktestSession.Pass scored) {
    BacktestSession.Pass pass = learned.pass();
    Map<String, Long> counts = pass.counts();
    boolean overlaps =
        pass.recording().earliest() <= scored.recording().latest()
            && scored.recording().earliest() <= pass.recording().latest();
    return new LearningSummary(
        pass.read(),
        pass.recording().leftOut(),
        counts.getOrDefault("records", 0L),
        pass.processes(),
        pass.protectedProcesses(),
        overlaps,
        learned.seconds());
  }
}
