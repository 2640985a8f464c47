package io.holoward.scoring.metrics;

import java.math.BigDecimal;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * How durations are distributed: for each bound a counter of those that were no longer, with the
 * label {@code le}, as Prometheus' {@code histogram_quantile} reads them. Unlike the quantiles of
 * Flink's own histograms they can be summed over subtasks and hosts. For one thread.
 */
public final class Buckets {

  private final double[] bounds;
  private final Counter[] counters;

  private Buckets(double[] bounds, Counter[] counters) {
    this.bounds = bounds;
    this.counters = counters;
  }

  /**
   * Registers a metric.
   *
   * @param bounds seconds, ascending; one without limit is added
   */
  public static Buckets register(RuntimeContext context, String metric, double... bounds) {
    Counter[] counters = new Counter[bounds.length + 1];
    for (int i = 0; i < counters.length; i++) {
      counters[i] =
          JobMetrics.of(context, "le", i < bounds.length ? plain(bounds[i]) : "+Inf")
              .counter(metric);
    }
    return new Buckets(bounds.clone(), counters);
  }

  private static String plain(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  /** Counts a duration in seconds. */
  public void observe(double seconds) {
    for (int i = 0; i < bounds.length; i++) {
      if (seconds <= bounds[i]) {
        counters[i].inc();
      }
    }
    counters[bounds.length].inc();
  }
}
