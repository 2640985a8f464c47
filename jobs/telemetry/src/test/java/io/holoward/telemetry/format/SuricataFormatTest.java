package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.Volume;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuricataFormatTest {

  private static final String FLOW =
      "{\"timestamp\":\"2021-06-06T17:40:00.272281+0200\",\"flow_id\":2232,\"event_type\":\"flow\","
          + "\"src_ip\":\"91.238.203.56\",\"src_port\":48938,\"dest_ip\":\"192.168.1.129\","
          + "\"dest_port\":445,\"proto\":\"TCP\",\"app_proto\":\"smb\",\"flow\":{"
          + "\"pkts_toserver\":2,\"pkts_toclient\":3,\"bytes_toserver\":120,\"bytes_toclient\":180,"
          + "\"start\":\"2021-06-06T17:34:31.140759+0200\",\"end\":\"2021-06-06T17:34:32.141012+0200\","
          + "\"alerted\":false},\"tcp\":{\"state\":\"closed\"}}";

  private final TelemetryFormat format = TelemetryFormats.byName("suricata");

  private FlowEvent flow(String record) {
    return event(FlowEvent.class, Reads.read(format, record));
  }

  @Test
  void aFlowFromThePublicNetIsInboundAtItsPrivateEnd() {
    FlowEvent flow = flow(FLOW);
    assertThat(flow.host()).isEqualTo("192.168.1.129");
    assertThat(flow.connection().direction()).isEqualTo(Direction.IN);
    assertThat(flow.connection().service()).isEqualTo(new Endpoint("192.168.1.129", 445));
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("91.238.203.56", 48_938));
    assertThat(flow.volume()).isEqualTo(new Volume(180L, 120L, 3L, 2L));
    assertThat(flow.application()).isEqualTo("smb");
    assertThat(Instant.ofEpochMilli(flow.startTime())).isEqualTo("2021-06-06T15:34:31.140Z");
    assertThat(Instant.ofEpochMilli(flow.eventTime())).isEqualTo("2021-06-06T15:34:32.141Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"failed\"", "\"unknown\"", "null"})
  void whatWasNotRecognisedIsNoApplication(String none) {
    assertThat(flow(FLOW.replace("\"smb\"", none)).application()).isNull();
  }

  @Test
  void aFlowWithoutAnEndIsOfTheTimeOfItsRecord() {
    FlowEvent flow = flow(FLOW.replace("\"end\"", "\"other\""));
    assertThat(Instant.ofEpochMilli(flow.eventTime())).isEqualTo("2021-06-06T15:40:00.272Z");
  }

  @Test
  void otherEventsAreIgnored() {
    assertThat(Reads.read(format, FLOW.replace("\"flow\",", "\"netflow\",")))
        .isEqualTo(new Reading.Ignored("event-type"));
    assertThat(Reads.read(format, "{\"event_type\":\"stats\",\"stats\":{\"uptime\":8}}"))
        .isEqualTo(new Reading.Ignored("event-type"));
  }

  @Test
  void aFlowThatEndsBeforeItStartsIsInvalid() {
    Reading.Invalid invalid = invalid(Reads.read(format, FLOW.replace("17:34:32", "17:34:30")));
    assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.INVALID_TIME);
    assertThat(invalid.message()).contains("ends before it starts");
  }

  @Test
  void aRecordWithoutATypeIsInvalid() {
    assertThat(invalid(Reads.read(format, "{}")).message()).contains("event_type");
  }
}
