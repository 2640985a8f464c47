package io.holoward.scoring.metrics;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.ManagedInitializationContext;

/**
 * How many of something the keyed state of an operator holds, such as waiting alarms: counting them
 * would mean to read all of the state. The number is state as well, so that its sum over the
 * subtasks is right after a restart and after rescaling; that of a single subtask is not, once
 * there are more or fewer of them.
 */
public final class Stock implements Gauge<Long> {

  private final ListState<Long> state;
  private long held;

  private Stock(ListState<Long> state) {
    this.state = state;
  }

  /**
   * What was held when the job was last stopped, or nothing.
   *
   * @param name of the operator state
   */
  public static Stock restore(ManagedInitializationContext context, String name) throws Exception {
    Stock stock =
        new Stock(
            context
                .getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(name, Types.LONG)));
    if (context.isRestored()) {
      for (Long part : stock.state.get()) {
        stock.held += part;
      }
    }
    return stock;
  }

  /** Shows it as a metric. */
  public void show(MetricGroup group, String metric) {
    group.gauge(metric, this);
  }

  /** So many more are held, or fewer. */
  public void add(long change) {
    held += change;
  }

  /** Keeps the number with a checkpoint. */
  public void snapshot() throws Exception {
    state.clear();
    state.add(held);
  }

  @Override
  public Long getValue() {
    return held;
  }
}
