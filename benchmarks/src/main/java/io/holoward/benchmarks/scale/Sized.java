package io.holoward.benchmarks.scale;

import io.holoward.benchmarks.pipeline.TrafficPlan;
import java.time.Duration;
import java.util.List;

/**
 * Traffic of many processes: as many events whatever their number, as many an instance and window,
 * so that only the number of keys differs.
 */
final class Sized {

  private static final double CONNECTIONS = 1.5;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int SERVICES = 20;
  private static final long SEED = 7;

  private Sized() {}

  static TrafficPlan plan(long events, int processes, int instances) {
    return TrafficPlan.of(events, instances, span(events, instances))
        .withProcesses(processes)
        .drawn(SERVICES, 0, SEED);
  }

  /** Discovery ends after a quarter of the time, with few records. */
  static List<String> settings(long events, int instances) {
    return List.of(
        "promotion.min-age=" + Math.max(1, span(events, instances).toSeconds() / 4) + " s",
        "promotion.min-records=5",
        "promotion.min-hosts=1",
        "promotion.floor=5",
        "promotion.stability.records=1",
        "promotion.stability.max-new=1");
  }

  /** At least one window. */
  static Duration span(long events, int instances) {
    double windows = Math.max(1, events / (CONNECTIONS * instances));
    return Duration.ofMillis((long) (windows * WINDOW.toMillis()));
  }
}
