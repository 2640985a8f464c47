package io.holoward.scoring.metrics;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * Where the job's own metrics stand: in the group {@code holoward} of their operator, and within it
 * in one group for each label. Each is described in docs/observability.md.
 */
public final class JobMetrics {

  private static final String GROUP = "holoward";

  private JobMetrics() {}

  /** The metrics of an operator. */
  public static MetricGroup of(RuntimeContext context) {
    return context.getMetricGroup().addGroup(GROUP);
  }

  /**
   * Those of one value of a label.
   *
   * @param label such as {@code queue}
   * @param value one of a small fixed set: each makes a time series in each subtask
   */
  public static MetricGroup of(RuntimeContext context, String label, String value) {
    return of(context).addGroup(label, value);
  }
}
