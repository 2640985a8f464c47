package io.holoward.scoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class StockTest {

  private static final int MAX_PARALLELISM = 8;

  /** Adds what comes to its stock, and says what that is then. */
  private static final class Store extends ProcessFunction<Long, Long>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private transient Stock stock;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      stock = Stock.restore(context, "stock");
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      stock.snapshot();
    }

    @Override
    public void processElement(Long change, Context ctx, Collector<Long> out) {
      stock.add(change);
      out.collect(stock.getValue());
    }
  }

  private static OneInputStreamOperatorTestHarness<Long, Long> subtask(int parallelism, int index)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(new Store()), MAX_PARALLELISM, parallelism, index);
  }

  private static OperatorSubtaskState stateOf(int parallelism, int index, long... changes)
      throws Exception {
    try (OneInputStreamOperatorTestHarness<Long, Long> subtask = subtask(parallelism, index)) {
      subtask.open();
      for (long change : changes) {
        subtask.processElement(new StreamRecord<>(change));
      }
      // What was snapshot before is replaced, not added to.
      subtask.snapshot(1, 0);
      return subtask.snapshot(2, 0);
    }
  }

  private static long restored(OperatorSubtaskState state, int parallelism, int index)
      throws Exception {
    try (OneInputStreamOperatorTestHarness<Long, Long> subtask = subtask(parallelism, index)) {
      subtask.initializeState(state);
      subtask.open();
      subtask.processElement(new StreamRecord<>(0L));
      return subtask.extractOutputValues().get(0);
    }
  }

  @Test
  void whatIsHeldIsKnownAfterARestart() throws Exception {
    assertThat(restored(stateOf(1, 0, 5, -2), 1, 0)).isEqualTo(3);
  }

  @Test
  void theSumOverTheSubtasksIsKnownAfterRescaling() throws Exception {
    OperatorSubtaskState both =
        AbstractStreamOperatorTestHarness.repackageState(stateOf(2, 0, 5), stateOf(2, 1, 7));

    assertThat(restored(both, 1, 0)).isEqualTo(12);
    long sum = 0;
    for (int index = 0; index < 3; index++) {
      sum +=
          restored(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  both, MAX_PARALLELISM, 2, 3, index),
              3,
              index);
    }
    assertThat(sum).isEqualTo(12);
  }
}
