package io.holoward.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timers of a savepoint in an operator that may have another delay. */
class RestoredTimersTest {

  /** Tells each number when its delay has passed, and what it was asked to renew at the start. */
  private static final class Delayed extends AbstractStreamOperator<String>
      implements OneInputStreamOperator<Long, String>, Triggerable<Long, Long> {

    private static final long serialVersionUID = 1L;

    private final int atOnce;
    private final long delay;
    private transient RestoredTimers restored;
    private transient InternalTimerService<Long> timers;

    Delayed(int atOnce, long delay) {
      this.atOnce = atOnce;
      this.delay = delay;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      restored = RestoredTimers.of(atOnce, context, "delays", delay);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      restored.snapshot();
      super.snapshotState(context);
    }

    @Override
    public void open() throws Exception {
      super.open();
      timers = getInternalTimerService("timers", LongSerializer.INSTANCE, this);
      restored.renew(timers, this, this::renew);
    }

    private void renew(Long namespace, long time, long timeOfNow) {
      assertThat(getCurrentKey()).as("the number is its own key").isEqualTo(namespace);
      timers.deleteEventTimeTimer(namespace, time);
      timers.registerEventTimeTimer(namespace, timeOfNow);
    }

    @Override
    public void processElement(StreamRecord<Long> element) {
      timers.registerEventTimeTimer(element.getValue(), element.getValue() + delay);
    }

    @Override
    public void onEventTime(InternalTimer<Long, Long> timer) {
      output.collect(new StreamRecord<>(timer.getKey() + " at " + timer.getTimestamp()));
    }

    @Override
    public void onProcessingTime(InternalTimer<Long, Long> timer) {
      throw new IllegalStateException("none is registered");
    }
  }

  private boolean rocksDb;

  private KeyedOneInputStreamOperatorTestHarness<Long, Long, String> harness(
      int atOnce, long delay, int parallelism, int subtask, OperatorSubtaskState state)
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new Delayed(atOnce, delay), number -> number, Types.LONG, 16, parallelism, subtask);
    if (rocksDb) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    harness.setup();
    if (state != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, 16, 1, parallelism, subtask));
    }
    harness.open();
    return harness;
  }

  private OperatorSubtaskState savepoint(long delay, long numbers) throws Exception {
    try (var harness = harness(1, delay, 1, 0, null)) {
      for (long number = 0; number < numbers; number++) {
        harness.processElement(new StreamRecord<>(number));
      }
      return harness.snapshot(1, 1);
    }
  }

  private List<String> told(int atOnce, long delay, OperatorSubtaskState state) throws Exception {
    try (var harness = harness(atOnce, delay, 1, 0, state)) {
      harness.processWatermark(10_000);
      assertThat(harness.numEventTimeTimers()).isZero();
      return harness.extractOutputValues();
    }
  }

  private static String[] each(long numbers, long delay) {
    return LongStream.range(0, numbers)
        .mapToObj(number -> number + " at " + (number + delay))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5, 7, 500})
  void eachTimerComesByTheDelayOfNow(long delay) throws Exception {
    assertThat(told(1_000, delay, savepoint(7, 100))).containsExactlyInAnyOrder(each(100, delay));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 99, 100, 101})
  void moreTimersThanAreHeldAtOnceAreSetAnewOnceEach(int atOnce) throws Exception {
    assertThat(told(atOnce, 9, savepoint(7, 100))).containsExactlyInAnyOrder(each(100, 9));
  }

  @Test
  void timersOfRocksDbAreSetAnewAsThoseOfTheHeap() throws Exception {
    rocksDb = true;
    assertThat(told(10, 9, savepoint(7, 100))).containsExactlyInAnyOrder(each(100, 9));
  }

  @Test
  void theDelayMayChangeAgain() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(10, 50, 1, 0, savepoint(7, 100))) {
      state = harness.snapshot(1, 1);
    }
    assertThat(told(10, 3, state)).containsExactlyInAnyOrder(each(100, 3));
  }

  @Test
  void eachSubtaskSetsItsOwn() throws Exception {
    OperatorSubtaskState state = savepoint(7, 100);
    List<String> told = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var harness = harness(10, 1, 2, subtask, state)) {
        harness.processWatermark(10_000);
        assertThat(harness.extractOutputValues()).hasSizeBetween(1, 99);
        told.addAll(harness.extractOutputValues());
      }
    }
    assertThat(told).containsExactlyInAnyOrder(each(100, 1));
  }

  @Test
  void timersOfAStateThatDoesNotTellStayAsTheyAre() throws Exception {
    OperatorSubtaskState silent;
    try (var harness = harness(10, 7, 1, 0, savepoint(7, 100))) {
      silent =
          OperatorSubtaskState.builder()
              .setManagedKeyedState(harness.snapshot(1, 1).getManagedKeyedState())
              .build();
    }
    assertThat(told(10, 3, silent)).containsExactlyInAnyOrder(each(100, 7));
  }
}
