package io.holoward.scoring.history;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.scoring.instance.IdentifiedEvent;
import io.holoward.scoring.instance.InstanceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator of address histories as a job would run it, without a job. */
final class HistoryHarness implements AutoCloseable {

  private static final int MAX_PARALLELISM = 720;
  private static final int ANY_CAPACITY = 64;

  private final KeyedOneInputStreamOperatorTestHarness<String, IdentifiedEvent, IdentifiedEvent>
      harness;

  private HistoryHarness(
      Configuration configuration,
      int cachedHistories,
      int subtask,
      int parallelism,
      OperatorSubtaskState restored)
      throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AddressHistoryOperator(configuration, cachedHistories),
            AddressHistoryOperator::key,
            Types.STRING,
            MAX_PARALLELISM,
            parallelism,
            subtask);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  static Configuration configuration(String... overrides) {
    List<String> all = new ArrayList<>(List.of("novelty.ready-at=" + HistoryEvents.READY));
    all.addAll(List.of(overrides));
    return Configuration.of(all.toArray(String[]::new));
  }

  static HistoryHarness start(Configuration configuration) throws Exception {
    return new HistoryHarness(configuration, ANY_CAPACITY, 0, 1, null);
  }

  static HistoryHarness start(Configuration configuration, int cachedHistories) throws Exception {
    return new HistoryHarness(configuration, cachedHistories, 0, 1, null);
  }

  static HistoryHarness restore(Configuration configuration, OperatorSubtaskState state)
      throws Exception {
    return new HistoryHarness(configuration, ANY_CAPACITY, 0, 1, state);
  }

  /** One of several subtasks, with its share of a state. */
  static HistoryHarness restore(
      Configuration configuration, OperatorSubtaskState state, int subtask, int parallelism)
      throws Exception {
    OperatorSubtaskState share =
        KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, 1, parallelism, subtask);
    return new HistoryHarness(configuration, ANY_CAPACITY, subtask, parallelism, share);
  }

  /** The subtask that has the key of an event. */
  static int subtask(IdentifiedEvent event, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        AddressHistoryOperator.key(event), MAX_PARALLELISM, parallelism);
  }

  HistoryHarness send(IdentifiedEvent... events) throws Exception {
    for (IdentifiedEvent event : events) {
      harness.processElement(new StreamRecord<>(event, event.event().lastSeen()));
    }
    return this;
  }

  HistoryHarness watermark(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
    return this;
  }

  /** What a bounded input ends with. */
  HistoryHarness end() throws Exception {
    return watermark(Long.MAX_VALUE);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<IdentifiedEvent> events() {
    return harness.extractOutputValues();
  }

  /** What is new about each event that was sent on, in that order. */
  List<Novelty> novelties() {
    return events().stream().map(sent -> sent.event().novelty()).toList();
  }

  /** The same by event, whatever the order. */
  Map<String, Novelty> answers() {
    Map<String, Novelty> answers = new TreeMap<>();
    for (IdentifiedEvent sent : events()) {
      InstanceEvent event = sent.event();
      String address = event.connections().get(0).remote().address();
      answers.put(
          String.join(
              " ",
              Instant.ofEpochMilli(event.lastSeen()).toString(),
              event.kind().name(),
              address,
              sent.processName()),
          event.novelty());
    }
    return answers;
  }

  /** Events and watermarks in the order they were sent on. */
  List<Object> output() {
    return new ArrayList<>(harness.getOutput());
  }

  List<HistorySnapshot> snapshots() {
    List<HistorySnapshot> told = new ArrayList<>();
    var output = harness.getSideOutput(AddressHistoryOperator.SNAPSHOTS);
    if (output != null) {
      output.forEach(record -> told.add(record.getValue()));
    }
    return told;
  }

  long count(String name) {
    Accumulator<?, ?> accumulator =
        harness.getEnvironment().getAccumulatorRegistry().getUserMap().get(name);
    return (Long) accumulator.getLocalValue();
  }

  int storedEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
