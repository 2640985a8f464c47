package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.flow.FlowObservation;
import io.holoward.detection.flow.RttComparison;
import io.holoward.detection.flow.WindowStatistics;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.response.FlowAdvice;
import io.holoward.schema.Flow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnnotatedFlowDatumWriterTest {

  private static final String TOPIC = "annotated-flows";

  private final Random random = new Random(20_261_122);
  private final RandomFlows flows = new RandomFlows(20_261_122);
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

  @Test
  void writesTheBytesThatTheGeneralWriterWritesOfTheRecord() {
    var encoder = AvroRecordEncoder.ofAnnotatedFlows(TOPIC, registry);
    var general = new AvroRecordEncoder<>(io.holoward.schema.AnnotatedFlow.class, TOPIC, registry);
    for (int i = 0; i < 3_000; i++) {
      AnnotatedFlow flow = annotated();
      assertThat(encoder.encode(flow)).isEqualTo(general.encode(FlowMapping.toRecord(flow)));
    }
  }

  @Test
  void aSchemaThatIsNotTodaysIsRefused() {
    AnnotatedFlowDatumWriter writer = new AnnotatedFlowDatumWriter();
    writer.setSchema(io.holoward.schema.AnnotatedFlow.getClassSchema());
    assertThatIllegalArgumentException().isThrownBy(() -> writer.setSchema(Flow.getClassSchema()));
  }

  private AnnotatedFlow annotated() {
    FlowEvent flow = flows.next();
    List<FlowAnomaly> anomalies =
        Arrays.stream(FlowAnomaly.values()).filter(any -> random.nextInt(6) == 0).toList();
    String text = anomalies.isEmpty() ? null : "SSH on port 443 – " + random.nextInt();
    FlowAdvice advice =
        anomalies.isEmpty()
            ? null
            : FlowAdvice.of(
                anomalies,
                flow.connection(),
                flow.process(),
                text,
                flow.eventTime(),
                Duration.ofHours(1));
    return new AnnotatedFlow(
        random.nextInt(3) == 0 ? withoutSource(flow) : flow,
        "acme|ä|" + random.nextInt(),
        random.nextBoolean() ? null : "a.exe",
        new FlowObservation(anomalies, window(), comparison(), random.nextBoolean(), text),
        random.nextBoolean() ? null : "tcp 22",
        advice);
  }

  private static FlowEvent withoutSource(FlowEvent flow) {
    return new FlowEvent(
        flow.organisation(),
        flow.host(),
        flow.eventTime(),
        flow.startTime(),
        flow.process(),
        flow.connection(),
        flow.application(),
        flow.layer7(),
        flow.context(),
        flow.roundTrip(),
        flow.volume(),
        null);
  }

  private WindowStatistics window() {
    return random.nextInt(3) == 0
        ? null
        : new WindowStatistics(
            Samples.TIME + random.nextInt(),
            1 + random.nextInt(1_000),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble());
  }

  private RttComparison comparison() {
    return random.nextInt(3) == 0
        ? null
        : new RttComparison(
            random.nextInt(1_000),
            random.nextGaussian(),
            random.nextDouble(),
            random.nextBoolean() ? null : random.nextGaussian(),
            4);
  }
}
