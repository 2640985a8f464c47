package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Figures over event time, in buckets as narrow as a bound on their number allows: it starts with
 * seconds and coarsens when there are too many. Empty stretches cost nothing, so a recording of a
 * few minutes in each of three years keeps its seconds.
 */
final class Timeline {

  private static final long[] WIDTHS = {
    Duration.ofSeconds(1).toMillis(),
    Duration.ofSeconds(10).toMillis(),
    Duration.ofMinutes(1).toMillis(),
    Duration.ofMinutes(5).toMillis(),
    Duration.ofMinutes(15).toMillis(),
    Duration.ofHours(1).toMillis(),
    Duration.ofHours(6).toMillis(),
    Duration.ofDays(1).toMillis(),
    Duration.ofDays(7).toMillis()
  };

  private final int maxBuckets;
  private final BinaryOperator<long[]> merge;
  private TreeMap<Long, long[]> buckets = new TreeMap<>();
  private int step;
  private long width = WIDTHS[0];

  private Timeline(int maxBuckets, BinaryOperator<long[]> merge) {
    this.maxBuckets = maxBuckets;
    this.merge = merge;
  }

  /** The figures of a bucket add up: for what happens. */
  static Timeline ofCounts(int maxBuckets) {
    return new Timeline(
        maxBuckets,
        (a, b) -> {
          long[] sum = a.clone();
          for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
          }
          return sum;
        });
  }

  /** The last figures of a bucket stand for it: for how things are. */
  static Timeline ofLevels(int maxBuckets) {
    return new Timeline(maxBuckets, (earlier, later) -> later);
  }

  /**
   * Adds figures.
   *
   * @param time event time, milliseconds since the epoch
   * @param figures as many at each call
   */
  void add(long time, long... figures) {
    buckets.merge(start(time), figures, merge);
    while (buckets.size() > maxBuckets) {
      coarsen();
    }
  }

  private void coarsen() {
    width = ++step < WIDTHS.length ? WIDTHS[step] : width * 2;
    TreeMap<Long, long[]> coarse = new TreeMap<>();
    buckets.forEach((time, figures) -> coarse.merge(start(time), figures, merge));
    buckets = coarse;
  }

  private long start(long time) {
    return Math.floorDiv(time, width) * width;
  }

  /** {@code {"width": milliseconds, "buckets": [[start, figure, …]…]}}, by time. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("width", width);
    ArrayNode rows = json.putArray("buckets");
    for (Map.Entry<Long, long[]> bucket : buckets.entrySet()) {
      ArrayNode row = rows.addArray().add(bucket.getKey());
      for (long figure : bucket.getValue()) {
        row.add(figure);
      }
    }
    return json;
  }
}
