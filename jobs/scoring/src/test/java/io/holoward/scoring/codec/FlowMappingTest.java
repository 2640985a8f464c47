package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.flow.FlowObservation;
import io.holoward.detection.flow.RttComparison;
import io.holoward.detection.flow.WindowStatistics;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.response.FlowAdvice;
import io.holoward.schema.Endpoint;
import io.holoward.schema.Flow;
import io.holoward.schema.FlowAnomalyType;
import io.holoward.schema.ResponseAction;
import io.holoward.schema.RoundTripBaseline;
import io.holoward.schema.RoundTripSamples;
import io.holoward.schema.RoundTripStatistics;
import io.holoward.schema.RoundTripSummary;
import io.holoward.telemetry.format.Reading.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowMappingTest {

  private static final String TEXT = "SSH on port 443, which belongs to TLS";
  private static final WindowStatistics WINDOW =
      new WindowStatistics(Samples.TIME - 60_000, 17, 21.5, 2.25, 15, 30);
  private static final RttComparison COMPARISON = new RttComparison(345, 3.0, 0.05, 7.5, 4);

  private final EventMapping mapping = new EventMapping("default");

  private static AnnotatedFlow annotated(FlowAnomaly... anomalies) {
    FlowEvent flow = Samples.flow();
    FlowAdvice advice =
        FlowAdvice.of(
            List.of(anomalies),
            flow.connection(),
            flow.process(),
            TEXT,
            flow.eventTime(),
            Duration.ofHours(1));
    return new AnnotatedFlow(
        flow,
        "acme|a|",
        "a.exe",
        new FlowObservation(List.of(anomalies), WINDOW, COMPARISON, false, TEXT),
        "tcp 22",
        advice);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aFlowComesBackFromItsTopicAsItWas(long seed) throws DecodeException {
    var registry = new InMemorySchemaRegistry();
    var encoder = new AvroRecordEncoder<>(Flow.class, "flows", registry);
    var decoder = new AvroRecordDecoder<>(Flow.class, registry);
    RandomFlows flows = new RandomFlows(seed);
    for (int i = 0; i < 500; i++) {
      FlowEvent flow = flows.next();

      Flow record = decoder.decode(encoder.encode(FlowMapping.toRecord(flow)));

      assertThat(mapping.toEvent(record, Samples.SOURCE)).isEqualTo(flow);
    }
  }

  @Test
  void samplesStaySamplesAndASummaryStaysOne() {
    assertThat(FlowMapping.toRecord(Samples.flow()).getRoundTrip())
        .isEqualTo(new RoundTripSamples(List.of(12.5, 11.25, 40.0)));
    RandomFlows flows = new RandomFlows(4);
    assertThat(Stream.generate(flows::next).limit(50))
        .allSatisfy(
            flow -> {
              Object record = FlowMapping.toRecord(flow).getRoundTrip();
              if (flow.roundTrip() == null) {
                assertThat(record).isNull();
              } else if (flow.roundTrip().samples().isEmpty()) {
                assertThat(record).isInstanceOf(RoundTripSummary.class);
              } else {
                assertThat(record).isInstanceOf(RoundTripSamples.class);
              }
            });
  }

  @Test
  void aFlowWithoutOrganisationBelongsToTheTopics() throws DecodeException {
    Flow record = FlowMapping.toRecord(Samples.flow());
    record.setOrganisation(null);

    assertThat(mapping.toEvent(record, Samples.SOURCE).organisation()).isEqualTo("default");
  }

  @Test
  void anAnomalousFlowCarriesEverythingThatIsSaidOfIt() {
    AnnotatedFlow annotated =
        annotated(FlowAnomaly.RTT_DEVIATION, FlowAnomaly.PORT_FOREIGN_PROTOCOL);

    io.holoward.schema.AnnotatedFlow record = FlowMapping.toRecord(annotated);

    assertThat(record.getFlow()).isEqualTo(FlowMapping.toRecord(annotated.flow()));
    assertThat(record.getProcessId()).isEqualTo("acme|a|");
    assertThat(record.getProcessName()).isEqualTo("a.exe");
    assertThat(record.getAnomalous()).isTrue();
    assertThat(record.getAnomalyTypes())
        .containsExactly(FlowAnomalyType.RTT_DEVIATION, FlowAnomalyType.PORT_FOREIGN_PROTOCOL);
    assertThat(record.getTechniques()).containsExactly("T1571");
    assertThat(record.getExplanation()).isEqualTo(TEXT);
    assertThat(record.getExpectedPorts()).isEqualTo("tcp 22");
    assertThat(record.getStatistics())
        .isEqualTo(
            new RoundTripStatistics(
                Instant.ofEpochMilli(Samples.TIME - 60_000), 17L, 21.5, 2.25, 15.0, 30.0));
    assertThat(record.getBaseline()).isEqualTo(new RoundTripBaseline(345L, 3.0, 0.05, 7.5, 4.0));
    assertThat(record.getRecommendation().getAction()).isEqualTo(ResponseAction.BLOCK);
    assertThat(record.getRecommendation().getText())
        .isEqualTo(annotated.advice().recommendation().text());
    assertThat(record.getRule()).isEqualTo(ResponseMapping.toRecord(annotated.advice().rule()));
    assertThat(record.getSource().getName()).isEqualTo(Samples.SOURCE.name());
    assertThat(record.getSource().getPosition()).isEqualTo(Samples.SOURCE.position());
  }

  @Test
  void anAnnotatedFlowSurvivesTheTopic() throws DecodeException {
    var registry = new InMemorySchemaRegistry();
    var encoder =
        new AvroRecordEncoder<>(
            io.holoward.schema.AnnotatedFlow.class, "annotated-flows", registry);
    var decoder = new AvroRecordDecoder<>(io.holoward.schema.AnnotatedFlow.class, registry);
    for (AnnotatedFlow annotated : List.of(annotated(FlowAnomaly.PORT_NONSTANDARD), ordinary())) {
      io.holoward.schema.AnnotatedFlow record = FlowMapping.toRecord(annotated);

      assertThat(decoder.decode(encoder.encode(record))).isEqualTo(record);
    }
  }

  private static AnnotatedFlow ordinary() {
    return new AnnotatedFlow(
        new RandomFlows(5).next(),
        "acme|unknown|",
        "unknown",
        new FlowObservation(List.of(), null, null, false, null),
        null,
        null);
  }

  @Test
  void anOrdinaryFlowOfANewGroupCarriesNothingBesides() {
    io.holoward.schema.AnnotatedFlow record = FlowMapping.toRecord(ordinary());

    assertThat(record.getAnomalous()).isFalse();
    assertThat(record.getAnomalyTypes()).isEmpty();
    assertThat(record.getTechniques()).isEmpty();
    assertThat(record.getExplanation()).isNull();
    assertThat(record.getExpectedPorts()).isNull();
    assertThat(record.getStatistics()).isNull();
    assertThat(record.getBaseline()).isNull();
    assertThat(record.getRecommendation()).isNull();
    assertThat(record.getRule()).isNull();
  }

  @ParameterizedTest
  @EnumSource(FlowAnomaly.class)
  void everyAnomalyHasItsSymbolAndRoundTripTimesAloneBlockNothing(FlowAnomaly anomaly) {
    io.holoward.schema.AnnotatedFlow record = FlowMapping.toRecord(annotated(anomaly));

    assertThat(record.getAnomalyTypes()).containsExactly(FlowAnomalyType.valueOf(anomaly.name()));
    boolean mismatch = anomaly.name().startsWith("PORT");
    assertThat(record.getRule() != null).isEqualTo(mismatch);
    assertThat(record.getTechniques().isEmpty()).isEqualTo(!mismatch);
  }

  @Test
  void aFindingTellsTheAnomaliesOfTheFlowThatRaisedIt() {
    assertThat(
            FindingMapping.toRecord(
                    Samples.ofAFlow(FlowAnomaly.RTT_DRIFT, FlowAnomaly.PORT_NONSTANDARD))
                .getFlowAnomalies())
        .containsExactly(FlowAnomalyType.RTT_DRIFT, FlowAnomalyType.PORT_NONSTANDARD);
    assertThat(FindingMapping.toRecord(Samples.abnormal()).getFlowAnomalies()).isEmpty();
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        flaw(Invalid.MISSING_FIELD, "host", flow -> flow.setHost(" ")),
        flaw(Invalid.MISSING_FIELD, "remote", flow -> flow.setRemote(new Endpoint(null, 443))),
        flaw(Invalid.INVALID_TIME, "eventTime", flow -> flow.setEventTime(Instant.EPOCH)),
        flaw(Invalid.INVALID_TIME, "eventTime", flow -> flow.setEventTime(Instant.MAX)),
        flaw(Invalid.INVALID_TIME, "startTime", flow -> flow.setStartTime(Instant.MAX)),
        flaw(
            Invalid.INVALID_TIME,
            "before it starts",
            flow -> flow.setStartTime(flow.getEventTime().plusMillis(1))),
        flaw(
            Invalid.INVALID_FIELD,
            "remote.address",
            flow -> flow.setRemote(new Endpoint("dc01.acme.example", 443))),
        flaw(
            Invalid.INVALID_FIELD,
            "local.port",
            flow -> flow.setLocal(new Endpoint("10.0.0.1", 65_536))),
        flaw(Invalid.INVALID_FIELD, "process.pid", flow -> flow.getProcess().setPid(-2L)),
        flaw(Invalid.INVALID_FIELD, "bytesSent", flow -> flow.setBytesSent(-1L)),
        flaw(Invalid.INVALID_FIELD, "roundTrip", samples()),
        flaw(Invalid.INVALID_FIELD, "roundTrip", samples(1.0, 0.0)),
        flaw(Invalid.INVALID_FIELD, "roundTrip", samples(-1.0)),
        flaw(Invalid.INVALID_FIELD, "roundTrip", samples(Double.NaN)),
        flaw(Invalid.INVALID_FIELD, "roundTrip", samples(Double.POSITIVE_INFINITY)),
        flaw(Invalid.INVALID_FIELD, "roundTrip", summary(0, 20, 1)),
        flaw(Invalid.INVALID_FIELD, "roundTrip", summary(3, 0, 1)),
        flaw(Invalid.INVALID_FIELD, "roundTrip", summary(3, 20, -1)),
        flaw(Invalid.INVALID_FIELD, "roundTrip", summary(3, 20, Double.NaN)),
        flaw(Invalid.INVALID_FIELD, "application", flow -> flow.setApplication("x".repeat(1_025))));
  }

  private static Arguments flaw(String errorClass, String message, Consumer<Flow> damage) {
    return arguments(errorClass, message, damage);
  }

  private static Consumer<Flow> samples(Double... samples) {
    return flow -> flow.setRoundTrip(new RoundTripSamples(List.of(samples)));
  }

  private static Consumer<Flow> summary(long count, double mean, double deviation) {
    return flow -> flow.setRoundTrip(new RoundTripSummary(count, mean, deviation, null, null));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("flaws")
  void aFlowThatCannotBeIsRefusedWithItsClassAndField(
      String errorClass, String message, Consumer<Flow> damage) {
    Flow record = FlowMapping.toRecord(Samples.flow());
    damage.accept(record);

    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> mapping.toEvent(record, Samples.SOURCE));

    assertThat(refusal).isNotNull();
    assertThat(refusal.errorClass()).isEqualTo(errorClass);
    assertThat(refusal).hasMessageContaining(message);
  }
}
