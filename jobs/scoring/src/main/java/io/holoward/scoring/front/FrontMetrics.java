package io.holoward.scoring.front;

import io.holoward.detection.front.Front;
import io.holoward.detection.front.LocalAggregation;
import io.holoward.scoring.metrics.JobMetrics;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Gauge;

/** How full the tables of a front are, and what their bounds have cost since the start. */
final class FrontMetrics {

  private FrontMetrics() {}

  static void register(RuntimeContext context, Front front, LocalAggregation aggregation) {
    JobMetrics.of(context, "queue", "front").gauge("waiting", front::held);
    entries(context, "twins", front::waitingTwins);
    entries(context, "repetitions", aggregation::size);
    overflow(context, "twins", () -> front.losses().twins());
    overflow(context, "front-queue", () -> front.losses().held());
    overflow(context, "instances", () -> front.losses().instances());
    overflow(context, "hosts", () -> front.losses().hosts());
  }

  private static void entries(RuntimeContext context, String table, Gauge<Integer> entries) {
    JobMetrics.of(context, "table", table).gauge("tableEntries", entries);
  }

  private static void overflow(RuntimeContext context, String bound, Gauge<Long> lost) {
    JobMetrics.of(context, "bound", bound).gauge("overflow", lost);
  }
}
