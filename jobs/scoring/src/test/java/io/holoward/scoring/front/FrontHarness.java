package io.holoward.scoring.front;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.instance.InstanceEvent;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One subtask of the front. */
final class FrontHarness implements AutoCloseable {

  static final int MAX_PARALLELISM = 128;

  private final OneInputStreamOperatorTestHarness<Decoded, InstanceEvent> harness;

  FrontHarness(Configuration configuration, int parallelism, int index, OperatorSubtaskState state)
      throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new FrontOperator(configuration), MAX_PARALLELISM, parallelism, index);
    harness.getExecutionConfig().disableObjectReuse();
    harness.setup(
        TypeInformation.of(InstanceEvent.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  FrontHarness(Configuration configuration) throws Exception {
    this(configuration, 1, 0, null);
  }

  void send(TelemetryEvent... events) throws Exception {
    for (TelemetryEvent event : events) {
      harness.processElement(new StreamRecord<>(Decoded.of(event), event.eventTime()));
    }
  }

  void send(Decoded record) throws Exception {
    harness.processElement(new StreamRecord<>(record));
  }

  void watermark(long time) throws Exception {
    harness.processWatermark(time);
  }

  void idle() throws Exception {
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
  }

  void end() throws Exception {
    harness.getOneInputOperator().finish();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<InstanceEvent> events() {
    return harness.extractOutputValues();
  }

  /** Whether something came out after the last watermark, which would make it late. */
  boolean anythingFollowsTheLastWatermark() {
    boolean follows = false;
    for (Object element : harness.getOutput()) {
      follows = !(element instanceof Watermark);
    }
    return follows;
  }

  List<DeadLetter> deadLetters() {
    return harness.getSideOutput(Intake.DEAD_LETTERS).stream().map(StreamRecord::getValue).toList();
  }

  List<FlowEvent> flows() {
    return harness.getSideOutput(Intake.FLOWS).stream().map(StreamRecord::getValue).toList();
  }

  long count(String name) {
    var accumulator = harness.getEnvironment().getAccumulatorRegistry().getUserMap().get(name);
    return accumulator == null ? 0 : (Long) accumulator.getLocalValue();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
