package io.holoward.backtest;

import java.util.Map;

/**
 * What the learning pass of a backtest did.
 *
 * @param read records read
 * @param records behaviour records learned
 * @param processes processes seen
 * @param protectedProcesses processes sealed at its end
 * @param overlapsInput true when what was learned from and what was scored lie in the same time:
 *     the figures then say how well the input describes itself, not how well it could be foreseen
 * @param durationSeconds how long it took
 */
public record LearningSummary(
    long read,
    long records,
    long processes,
    long protectedProcesses,
    boolean overlapsInput,
    double durationSeconds) {

  static LearningSummary of(Backtest.Pass learned, Backtest.Pass scored) {
    Map<String, Long> counts = learned.counts();
    boolean overlaps =
        learned.recording().earliest() <= scored.recording().latest()
            && scored.recording().earliest() <= learned.recording().latest();
    return new LearningSummary(
        counts.getOrDefault("read", 0L),
        counts.getOrDefault("records", 0L),
        learned.processes(),
        learned.protectedProcesses(),
        overlaps,
        learned.seconds());
  }
}
