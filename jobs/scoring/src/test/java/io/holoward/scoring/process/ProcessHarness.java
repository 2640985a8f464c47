package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The operator of intended states as a job would run it, without a job. */
final class ProcessHarness implements AutoCloseable {

  private static final int ANY_CAPACITY = 64;

  private final KeyedTwoInputStreamOperatorTestHarness<String, Sighting, ControlCommand, Finding>
      harness;

  private ProcessHarness(
      Configuration configuration,
      List<ControlCommand> recorded,
      int cachedProfiles,
      OperatorSubtaskState restored)
      throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new IntendedStatesOperator(configuration, recorded, cachedProfiles),
            Sighting::processId,
            null,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  static ProcessHarness start(Configuration configuration) throws Exception {
    return new ProcessHarness(configuration, List.of(), ANY_CAPACITY, null);
  }

  /** One that knows commands from the beginning. */
  static ProcessHarness start(Configuration configuration, List<ControlCommand> recorded)
      throws Exception {
    return new ProcessHarness(configuration, recorded, ANY_CAPACITY, null);
  }

  static ProcessHarness start(Configuration configuration, int cachedProfiles) throws Exception {
    return new ProcessHarness(configuration, List.of(), cachedProfiles, null);
  }

  static ProcessHarness restore(
      Configuration configuration, int cachedProfiles, OperatorSubtaskState state)
      throws Exception {
    return new ProcessHarness(configuration, List.of(), cachedProfiles, state);
  }

  ProcessHarness send(Sighting... sightings) throws Exception {
    for (Sighting sighting : sightings) {
      harness.processElement1(new StreamRecord<>(sighting, sighting.eventTime()));
    }
    return this;
  }

  ProcessHarness command(ControlCommand... commands) throws Exception {
    for (ControlCommand command : commands) {
      harness.processElement2(new StreamRecord<>(command));
    }
    return this;
  }

  ProcessHarness watermark(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
    return this;
  }

  /** What a bounded input ends with. */
  ProcessHarness end() throws Exception {
    return watermark(Long.MAX_VALUE);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** Findings and updates since the start, in order. */
  List<Finding> findings() {
    return harness.extractOutputValues();
  }

  List<StateSnapshot> snapshots() {
    return values(IntendedStatesOperator.SNAPSHOTS);
  }

  List<Progress> progress() {
    return values(IntendedStatesOperator.PROGRESS);
  }

  List<AssessedConnection> assessments() {
    return values(IntendedStatesOperator.ASSESSMENTS);
  }

  private <T> List<T> values(OutputTag<T> tag) {
    Queue<StreamRecord<T>> output = harness.getSideOutput(tag);
    List<T> values = new ArrayList<>();
    if (output != null) {
      output.forEach(record -> values.add(record.getValue()));
    }
    return values;
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
