package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import io.holoward.schema.Flow;
import io.holoward.schema.RoundTripSamples;
import io.holoward.schema.RoundTripSummary;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowRecordReaderTest {

  private final FlowRecordReader reader = new FlowRecordReader();

  private Reading read(Consumer<Flow> change) {
    Flow flow = Flows.outbound(7);
    change.accept(flow);
    return reader.read(flow, ReadContext.of("acme").at(Reads.HERE));
  }

  private FlowEvent flow(Consumer<Flow> change) {
    return event(FlowEvent.class, read(change));
  }

  private void isInvalid(Consumer<Flow> change, String... message) {
    assertThat(invalid(read(change)).errorClass()).isEqualTo(Reading.Invalid.INVALID_FIELD);
    assertThat(invalid(read(change)).message()).contains(message);
  }

  @Test
  void everyFieldOfASoundFlowIsKept() {
    assertThat(flow(flow -> {}))
        .isEqualTo(
            new FlowEvent(
                "acme",
                "ws-1",
                Instant.parse("2026-03-02T10:11:12.345Z").toEpochMilli(),
                Instant.parse("2026-03-02T10:11:02Z").toEpochMilli(),
                new ProcessReference(null, 7, "/usr/bin/curl", null, null, null),
                new OrientedConnection(
                    Direction.OUT,
                    Protocol.TCP,
                    new Endpoint("10.0.0.5", 50_001),
                    new Endpoint("::1", 443)),
                "tls",
                Map.of("tls.sni", "example.org"),
                Map.of("process.signer", "nobody"),
                RoundTrip.summary(3, 20, 2, 18, 20),
                new Volume(7L, null, null, null),
                Reads.HERE));
  }

  @Test
  void theTenantOfTheRecordCounts() {
    assertThat(flow(flow -> flow.setOrganisation("tenant")).organisation()).isEqualTo("tenant");
  }

  @Test
  void samplesAreKeptInTheirOrder() {
    RoundTrip roundTrip =
        flow(flow -> flow.setRoundTrip(new RoundTripSamples(List.of(3.0, 1.0)))).roundTrip();
    assertThat(roundTrip.samples()).containsExactly(3.0, 1.0);
    assertThat(roundTrip.mean()).isEqualTo(2);
    assertThat(flow(flow -> flow.setRoundTrip(null)).roundTrip()).isNull();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.9e-6, 1.1e9, Double.NaN, Double.POSITIVE_INFINITY})
  void aSampleThatIsNoRoundTripTimeMakesTheFlowInvalid(double sample) {
    isInvalid(
        flow -> flow.setRoundTrip(new RoundTripSamples(List.of(3.0, sample))),
        "roundTrip",
        Double.toString(sample));
    isInvalid(
        flow -> flow.setRoundTrip(new RoundTripSummary(1L, sample, 0.0, null, null)),
        "roundTrip",
        Double.toString(sample));
  }

  @Test
  void figuresThatContradictEachOtherAreInvalid() {
    isInvalid(flow -> flow.setRoundTrip(new RoundTripSamples(List.of())), "roundTrip", "count 0");
    isInvalid(flow -> flow.setRoundTrip(new RoundTripSummary(0L, 1.0, 0.0, null, null)), "count 0");
    isInvalid(
        flow -> flow.setRoundTrip(new RoundTripSummary(Long.MAX_VALUE, 1.0, 0.0, null, null)),
        "roundTrip",
        "count 9223372036854775807");
    isInvalid(flow -> flow.setRoundTrip(new RoundTripSummary(1L, 1.0, -1.0, null, null)), "-1.0");
    isInvalid(flow -> flow.setRoundTrip(new RoundTripSummary(1L, 1.0, 1e10, null, null)), "1.0E10");
    isInvalid(flow -> flow.setRoundTrip(new RoundTripSummary(1L, 1.0, 0.0, 2.0, null)), "min 2.0");
    isInvalid(
        flow -> flow.setRoundTrip(new RoundTripSamples(Collections.nCopies(10_001, 1.0))),
        "roundTrip.samples",
        "10001");
  }

  @Test
  void countsPortsAndAddressesAreChecked() {
    isInvalid(flow -> flow.setPacketsReceived(-1L), "packetsReceived", "-1");
    isInvalid(flow -> flow.setRemote(ProcessEvents.end("10.0.0.1", 65_536)), "remote.port");
    isInvalid(flow -> flow.setLocal(ProcessEvents.end("here", 1)), "local.address");
    for (String nowhere : new String[] {null, "any", " *"}) {
      Reading.Invalid invalid =
          invalid(read(flow -> flow.setRemote(ProcessEvents.end(nowhere, 1))));
      assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.MISSING_FIELD);
      assertThat(invalid.message()).startsWith("remote.address: ");
    }
  }

  @Test
  void timesAreChecked() {
    for (Instant time : List.of(Instant.EPOCH, Instant.MIN, Instant.MAX)) {
      assertThat(invalid(read(flow -> flow.setEventTime(time))).errorClass())
          .isEqualTo(Reading.Invalid.INVALID_TIME);
    }
    assertThat(
            invalid(read(flow -> flow.setStartTime(Instant.parse("2026-03-02T10:11:13Z"))))
                .message())
        .contains("ends before it starts");
    assertThat(flow(flow -> flow.setStartTime(null)).startTime()).isNull();
  }

  @Test
  void textsAndMapsAreBounded() {
    isInvalid(flow -> flow.setApplication("x".repeat(1_025)), "application", "1,024");
    isInvalid(flow -> flow.setLayer7(Map.of("tls.sni", "x".repeat(1_025))), "tls.sni");
    isInvalid(flow -> flow.setContext(Map.of("x".repeat(1_025), "v")), "context");
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 64; i++) {
      many.put("k" + i, "v");
    }
    assertThat(flow(flow -> flow.setContext(many)).context()).hasSize(64);
    many.put("one", "more");
    isInvalid(flow -> flow.setContext(many), "context", "64");
  }

  @Test
  void textsOfTheProcessAreBounded() {
    ProcessReference longest =
        flow(flow -> flow.setProcess(process(1_024, 4_096, 1_024, 32_768, 1_024))).process();
    assertThat(longest.image()).hasSize(4_096);
    assertThat(longest.commandLine()).hasSize(32_768);
    isInvalid(flow -> flow.setProcess(process(1_025, 1, 1, 1, 1)), "process.guid", "1,024");
    isInvalid(flow -> flow.setProcess(process(1, 4_097, 1, 1, 1)), "process.image", "4,096");
    isInvalid(flow -> flow.setProcess(process(1, 1, 1_025, 1, 1)), "process.user");
    isInvalid(
        flow -> flow.setProcess(process(1, 1, 1, 32_769, 1)), "process.commandLine", "32,768");
    isInvalid(flow -> flow.setProcess(process(1, 1, 1, 1, 1_025)), "process.container");
  }

  /** A process of texts as long as told. */
  private static io.holoward.schema.ProcessReference process(
      int guid, int image, int user, int commandLine, int container) {
    return io.holoward.schema.ProcessReference.newBuilder()
        .setGuid("g".repeat(guid))
        .setImage("i".repeat(image))
        .setUser("u".repeat(user))
        .setCommandLine("c".repeat(commandLine))
        .setContainer("k".repeat(container))
        .build();
  }

  @Test
  void aRecordThatLacksWhatTheSchemaDemandsIsMalformed() {
    assertThat(invalid(read(flow -> flow.setProcess(null))).errorClass())
        .isEqualTo(Reading.Invalid.MALFORMED_RECORD);
  }

  @Test
  void anUnknownDirectionIsToldByThePorts() {
    assertThat(
            flow(flow -> flow.setDirection(io.holoward.schema.Direction.UNKNOWN))
                .connection()
                .direction())
        .isEqualTo(Direction.OUT);
  }

  @Test
  void protocolsWithoutPortsHaveNone() {
    FlowEvent flow = flow(f -> f.setProtocol(io.holoward.schema.Protocol.ICMP));
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("::1", Endpoint.ANY_PORT));
  }
}
