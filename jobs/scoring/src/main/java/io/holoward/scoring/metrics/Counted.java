package io.holoward.scoring.metrics;

import java.io.Serializable;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
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
   * @param name dotted for a group, such as {@code ignored.blank}
   */
  public static Counted register(RuntimeContext context, String name) {
    Accumulator<Object, Serializable> known = context.getAccumulator(name);
    LongCounter accumulator = LongCounter.class.cast(known);
    if (accumulator == null) {
      accumulator = new LongCounter();
      context.addAccumulator(name, accumulator);
    }
    return new Counted(
        context.getMetricGroup().addGroup("holoward").counter(name, new SimpleCounter()),
        accumulator);
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
