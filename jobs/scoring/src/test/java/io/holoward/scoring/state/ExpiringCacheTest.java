package io.holoward.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache whose values wait for a watermark, beside a map of all of them. */
class ExpiringCacheTest {

  private static final int MAX_PARALLELISM = 16;
  private static final long SPAN = 100;

  /** Remembers when each key was seen last, and tells {@value #SPAN} later that it is gone. */
  private static final class LastSeen extends CachingProcessFunction<Long, Long, String>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final int capacity;
    private final long span;
    private final long rounding;
    private transient StoredKeys<Long> stored;
    private transient WriteBackCache<Long, Long> seen;
    private transient ValueState<Long> state;

    LastSeen(int capacity, long span, long rounding) {
      this.capacity = capacity;
      this.span = span;
      this.rounding = rounding;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      stored = StoredKeys.restore(context, "stored", span, rounding);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      stored.snapshot();
    }

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.LONG));
      seen =
          new WriteBackCache<>(
              capacity,
              KeyedValues.of(state),
              this::setCurrentKey,
              new Expiry<>(
                  (key, time) -> -Math.floorDiv(-time - span, rounding) * rounding,
                  stored,
                  due -> timers().registerEventTimeTimer(due)));
    }

    /** An element is a key and, in thousands, a time. */
    @Override
    public void processElement(Long element, Context context, Collector<String> out)
        throws Exception {
      WriteBackCache.Entry<Long> entry = seen.currentOrNew(key(element), key -> time(element));
      if (time(element) > entry.value()) {
        entry.replace(time(element));
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
        throws Exception {
      forget(context.getCurrentKey(), timestamp, out);
    }

    private void forget(long key, long time, Collector<String> out) throws Exception {
      WriteBackCache.Entry<Long> entry = seen.current(key);
      if (entry != null && entry.value() + span <= time) {
        out.collect(gone(key, entry.value()));
        seen.forget(key);
      } else if (entry != null) {
        seen.await(key, entry);
      }
    }

    @Override
    protected void writeBack() throws Exception {
      seen.writeBack();
    }

    @Override
    protected long nextDue(long watermark) {
      return seen.nextDue();
    }

    @Override
    protected void due(long time, Collector<String> out) throws Exception {
      for (long key : seen.due(time)) {
        setCurrentKey(key);
        forget(key, time, out);
      }
    }

    @Override
    protected void passed(long watermark) {
      stored.passed(watermark);
    }
  }

  private static long key(long element) {
    return element % 1_000;
  }

  private static long time(long element) {
    return element / 1_000;
  }

  private static long element(long key, long time) {
    return time * 1_000 + key;
  }

  private static String gone(long key, long lastSeen) {
    return key + " seen last at " + lastSeen;
  }

  private final List<KeyedOneInputStreamOperatorTestHarness<Long, Long, String>> open =
      new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (var harness : open) {
      harness.close();
    }
  }

  private KeyedOneInputStreamOperatorTestHarness<Long, Long, String> harness(
      int capacity, long span, int parallelism, int subtask, OperatorSubtaskState state)
      throws Exception {
    return harness(new LastSeen(capacity, span, 1), parallelism, subtask, state);
  }

  private KeyedOneInputStreamOperatorTestHarness<Long, Long, String> harness(
      LastSeen function, int parallelism, int subtask, OperatorSubtaskState state)
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CachingProcessOperator<>(function),
            ExpiringCacheTest::key,
            Types.LONG,
            MAX_PARALLELISM,
            parallelism,
            subtask);
    open.add(harness);
    harness.setup();
    if (state != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, parallelism, subtask));
    }
    harness.open();
    return harness;
  }

  /** They are written to a checkpoint before those that are set for it. */
  @Test
  void timersOfRocksDbThatAreNoPartOfItsStateAreRefused() throws Exception {
    assertThat(openedOnRocksDb(PriorityQueueStateType.ROCKSDB)).isNull();
    assertThat(openedOnRocksDb(PriorityQueueStateType.HEAP))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("timer-service.factory: expected rocksdb");
  }

  private Throwable openedOnRocksDb(PriorityQueueStateType timers) throws Exception {
    EmbeddedRocksDBStateBackend rocksDb = new EmbeddedRocksDBStateBackend();
    rocksDb.setPriorityQueueStateType(timers);
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CachingProcessOperator<>(new LastSeen(3, SPAN, 1)),
            ExpiringCacheTest::key,
            Types.LONG);
    open.add(harness);
    harness.setStateBackend(rocksDb);
    return catchThrowable(harness::open);
  }

  private KeyedOneInputStreamOperatorTestHarness<Long, Long, String> harness(
      int capacity, OperatorSubtaskState state) throws Exception {
    return harness(capacity, SPAN, 1, 0, state);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachKeyIsGoneOnceAndInTimeHoweverFewAreHeld(long seed) throws Exception {
    Random random = new Random(seed);
    int capacity = 1 + random.nextInt(40);
    Map<Long, Long> lastSeen = new TreeMap<>();
    List<String> expected = new ArrayList<>();
    List<String> told = new ArrayList<>();
    var harness = harness(capacity, null);
    long watermark = Long.MIN_VALUE;
    for (long time = 1; time < 3_000; time++) {
      long key = random.nextInt(random.nextBoolean() ? 5 : 1_000);
      harness.processElement(new StreamRecord<>(element(key, time)));
      lastSeen.merge(key, time, Math::max);
      if (random.nextInt(20) == 0) {
        watermark = Math.max(watermark, time - random.nextInt(50));
        harness.processWatermark(watermark);
        take(lastSeen, watermark, expected);
        assertThat(sorted(harness, told)).isEqualTo(sorted(expected));
      }
      if (random.nextInt(300) == 0) {
        told.addAll(harness.extractOutputValues());
        OperatorSubtaskState state = harness.snapshot(time, time);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(lastSeen.size());
        if (random.nextBoolean()) {
          harness = harness(1 + random.nextInt(40), state);
          harness.processWatermark(watermark);
        } else {
          harness.getOutput().clear();
        }
      }
    }
    harness.processWatermark(Long.MAX_VALUE);
    take(lastSeen, Long.MAX_VALUE, expected);
    assertThat(sorted(harness, told)).isEqualTo(sorted(expected));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private static void take(Map<Long, Long> lastSeen, long watermark, List<String> gone) {
    lastSeen.forEach(
        (key, time) -> {
          if (time + SPAN <= watermark) {
            gone.add(gone(key, time));
          }
        });
    lastSeen.values().removeIf(time -> time + SPAN <= watermark);
  }

  private static List<String> sorted(
      KeyedOneInputStreamOperatorTestHarness<Long, Long, String> harness, List<String> before) {
    List<String> all = new ArrayList<>(before);
    all.addAll(harness.extractOutputValues());
    return sorted(all);
  }

  private static List<String> sorted(List<String> lines) {
    List<String> sorted = new ArrayList<>(lines);
    Collections.sort(sorted);
    return sorted;
  }

  @Test
  void whatIsHeldHasATimerFromTheFirstSnapshotOn() throws Exception {
    var harness = harness(10, null);
    harness.processElement(new StreamRecord<>(element(1, 1)));
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.numKeyedStateEntries()).isZero();
    harness.snapshot(1, 1);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processElement(new StreamRecord<>(element(1, 50)));
    harness.snapshot(2, 2);
    assertThat(harness.numEventTimeTimers()).as("and one more where it is prolonged").isEqualTo(2);
    harness.processWatermark(149);
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processWatermark(150);
    assertThat(harness.extractOutputValues()).containsExactly(gone(1, 50));
  }

  @Test
  void whatIsDueComesBeforeTheWatermarkAndInTheOrderOfTime() throws Exception {
    var harness = harness(2, null);
    for (long key : List.of(4, 3, 2, 1)) {
      harness.processElement(new StreamRecord<>(element(key, key)));
    }
    harness.processWatermark(1_000);
    assertThat(harness.extractOutputValues())
        .containsExactly(gone(1, 1), gone(2, 2), gone(3, 3), gone(4, 4));
    assertThat(new ArrayList<>(harness.getOutput()).get(4)).isEqualTo(new Watermark(1_000));
  }

  @Test
  void whereSubtasksAreMoreThanBeforeEachKnowsWhatItsKeysLeft() throws Exception {
    var one = harness(3, null);
    List<String> expected = new ArrayList<>();
    for (long key = 0; key < 50; key++) {
      one.processElement(new StreamRecord<>(element(key, key)));
      expected.add(gone(key, key));
    }
    OperatorSubtaskState state = one.snapshot(1, 1);
    List<String> told = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      var half = harness(3, SPAN, 2, subtask, state);
      half.processWatermark(1_000);
      told.addAll(half.extractOutputValues());
      assertThat(half.numKeyedStateEntries()).isZero();
    }
    assertThat(sorted(told)).isEqualTo(sorted(expected));
  }

  @Test
  void withALongerSpanThanBeforeNothingIsTakenForGone() throws Exception {
    var before = harness(1, null);
    before.processElement(new StreamRecord<>(element(1, 10)));
    before.processElement(new StreamRecord<>(element(2, 20)));
    var after = harness(1, 10 * SPAN, 1, 0, before.snapshot(1, 1));
    after.processWatermark(500);
    after.processElement(new StreamRecord<>(element(1, 5)));
    after.processWatermark(2_000);
    assertThat(after.extractOutputValues()).as("seen at 10, not at 5").contains(gone(1, 10));
  }

  /** By the span of then it was due at 100, by that of now it is at 200, after its timer came. */
  @Test
  void whatIsDueLaterByItsRoundingIsNotTakenForGone() throws Exception {
    var before = harness(new LastSeen(1, 10, SPAN), 1, 0, null);
    before.processElement(new StreamRecord<>(element(1, 85)));
    var after = harness(new LastSeen(1, 20, SPAN), 1, 0, before.snapshot(1, 1));
    after.processWatermark(150);
    var again = harness(new LastSeen(1, 20, SPAN), 1, 0, after.snapshot(1, 1));
    again.processWatermark(150);
    again.processElement(new StreamRecord<>(element(1, 5)));
    again.processWatermark(500);
    assertThat(again.extractOutputValues()).as("seen at 85, not at 5").containsExactly(gone(1, 85));
  }

  @Test
  void withAShorterSpanThanBeforeEachIsGoneWhenItsTimerOfThenComes() throws Exception {
    var before = harness(1, null);
    before.processElement(new StreamRecord<>(element(1, 10)));
    before.processElement(new StreamRecord<>(element(2, 20)));
    var after = harness(1, SPAN / 10, 1, 0, before.snapshot(1, 1));
    after.processWatermark(50);
    after.processWatermark(120);
    assertThat(after.extractOutputValues()).containsExactly(gone(1, 10), gone(2, 20));
    assertThat(after.numKeyedStateEntries()).isZero();
  }
}
