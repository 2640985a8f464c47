package io.holoward.scoring.metrics;

import java.io.Serializable;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * A count that is both a metric of the running job and an accumulator of its result, so that what a
 * dashboard shows and what a backtest sums up are the same number.
 */
public final class Counted implements Counter {

  private final Counter metric;
  private final LongCounter accumulator;

  private Counted(Counter metric, LongCounter accumulator) {
    this.metric = metric;
    this.accumulator = accumulator;
  }

  /**
   * Registers a count under one name as metric and as accumulator.
   *
   * @param context of the operator that counts
   */
  public static Counted register(RuntimeContext context, String name) {
    return register(context, name, JobMetrics.of(context), name);
  }

  /**
   * Registers a count whose metric stands in a group of its own, with labels.
   *
   * @param accumulator its name in the result of a job
   * @param group of the metric, one of {@link JobMetrics}
   * @param metric its name there
   */
  public static Counted register(
      RuntimeContext context, String accumulator, MetricGroup group, String metric) {
    return new Counted(
        group.counter(metric, new SimpleCounter()), accumulator(context, accumulator));
  }

  /**
   * Registers a count of what had no place where places are bounded: the metric {@code overflow}
   * with the label {@code bound}.
   *
   * @param bound what was full
   */
  public static Counted overflow(RuntimeContext context, String accumulator, String bound) {
    return register(context, accumulator, JobMetrics.of(context, "bound", bound), "overflow");
  }

  /**
   * A count of the result alone: one that goes down as well says nothing in a job that was
   * restarted, as it begins with zero again. What there is of something is a {@link Stock}.
   */
  public static Counted ofResult(RuntimeContext context, String name) {
    return new Counted(new SimpleCounter(), accumulator(context, name));
  }

  private static LongCounter accumulator(RuntimeContext context, String name) {
    Accumulator<Object, Serializable> known = context.getAccumulator(name);
    LongCounter accumulator = LongCounter.class.cast(known);
    if (accumulator == null) {
      accumulator = new LongCounter();
      context.addAccumulator(name, accumulator);
    }
    return accumulator;
  }

  @Override
  public void inc() {
    inc(1);
  }

  @Override
  public void inc(long n) {
    metric.inc(n);
    accumulator.add(n);
  }

  @Override
  public void dec() {
    inc(-1);
  }

  @Override
  public void dec(long n) {
    inc(-n);
  }

  @Override
  public long getCount() {
    return metric.getCount();
  }
}
