package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Volume;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeekFormatTest {

  private static final String JSON =
      "{\"ts\":1588205198.903351,\"uid\":\"C1\",\"id.orig_h\":\"10.0.1.4\",\"id.orig_p\":60595,"
          + "\"id.resp_h\":\"10.0.0.4\",\"id.resp_p\":445,\"proto\":\"tcp\","
          + "\"service\":\"krb,smb,gssapi\",\"duration\":10.7066,\"orig_bytes\":4060,"
          + "\"resp_bytes\":1681,\"orig_pkts\":12,\"resp_pkts\":11,\"tunnel_parents\":[\"C2\"]}";
  private static final String TSV =
      "1588205198.903351 C1 8.8.8.8 60595 10.0.0.4 22 tcp ssh 1.5 40 60 SF - - 0 Sh 3 50 4 70"
          + " (empty)";

  private final TelemetryFormat format = TelemetryFormats.byName("zeek");

  private Reading read(String record) {
    return Reads.read(format, record);
  }

  private Reading readTabs(String record) {
    return read(record.replace(' ', '\t'));
  }

  private FlowEvent flow(Reading reading) {
    return event(FlowEvent.class, reading);
  }

  @Test
  void aConnectionIsAFlowOfThePrivateOriginatorThatEndsWithItsDuration() {
    FlowEvent flow = flow(read(JSON));
    assertThat(flow.organisation()).isEqualTo("acme");
    assertThat(flow.host()).isEqualTo("10.0.1.4");
    assertThat(flow.connection().direction()).isEqualTo(Direction.OUT);
    assertThat(flow.connection().protocol()).isEqualTo(Protocol.TCP);
    assertThat(flow.connection().local()).isEqualTo(new Endpoint("10.0.1.4", 60_595));
    assertThat(flow.connection().service()).isEqualTo(new Endpoint("10.0.0.4", 445));
    assertThat(flow.application()).isEqualTo("krb,smb,gssapi");
    assertThat(flow.startTime()).isEqualTo(1_588_205_198_903L);
    assertThat(flow.eventTime()).isEqualTo(1_588_205_209_610L);
    assertThat(flow.volume()).isEqualTo(new Volume(4_060L, 1_681L, 12L, 11L));
    assertThat(flow.roundTrip()).isNull();
    assertThat(flow.source()).isEqualTo(Reads.HERE);
  }

  @Test
  void namesWithUnderscoresAndNestedNamesMeanTheSame() {
    assertThat(read(JSON.replace("id.", "id_"))).isEqualTo(read(JSON));
    String nested =
        JSON.replace(
            "\"id.orig_h\":\"10.0.1.4\",\"id.orig_p\":60595,\"id.resp_h\":\"10.0.0.4\",\"id.resp_p\":445",
            "\"id\":{\"orig_h\":\"10.0.1.4\",\"orig_p\":60595,\"resp_h\":\"10.0.0.4\",\"resp_p\":445}");
    assertThat(read(nested)).isEqualTo(read(JSON));
  }

  @Test
  void aTimeMayBeText() {
    FlowEvent flow = flow(read(JSON.replace("1588205198.903351", "\"2020-04-30T00:06:38.903Z\"")));
    assertThat(flow.startTime()).isEqualTo(1_588_205_198_903L);
  }

  @Test
  void recordsOfOtherStreamsAreIgnored() {
    assertThat(read(JSON.replaceFirst("\\{", "{\"_path\":\"dns\",")))
        .isEqualTo(new Reading.Ignored("stream"));
    assertThat(read(JSON.replaceFirst("\\{", "{\"@stream\":\"ssl\",")))
        .isEqualTo(new Reading.Ignored("stream"));
    assertThat(flow(read(JSON.replaceFirst("\\{", "{\"@stream\":\"conn\","))).host()).isNotNull();
    readTabs("#path dns");
    assertThat(readTabs(TSV)).isEqualTo(new Reading.Ignored("stream"));
  }

  @Test
  void linesBeforeAnyHeaderHaveTheUsualColumns() {
    FlowEvent flow = flow(readTabs(TSV));
    assertThat(flow.application()).isEqualTo("ssh");
    assertThat(flow.connection().direction()).isEqualTo(Direction.IN);
    assertThat(flow.host()).isEqualTo("10.0.0.4");
    assertThat(flow.volume()).isEqualTo(new Volume(60L, 40L, 4L, 3L));
  }

  @Test
  void theHeaderDecidesTheSeparatorTheColumnsAndTheMarks() {
    assertThat(read("#separator \\x7c")).isEqualTo(Reading.Ignored.HEADER);
    assertThat(read("#unset_field|none")).isEqualTo(Reading.Ignored.HEADER);
    assertThat(read("#fields|service|proto|id.resp_p|id.resp_h|id.orig_p|id.orig_h|ts|duration"))
        .isEqualTo(Reading.Ignored.HEADER);
    FlowEvent flow = flow(read("none|udp|53|9.9.9.9|40000|10.0.0.1|1588205198|none"));
    assertThat(flow.application()).isNull();
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("9.9.9.9", 53));
    assertThat(flow.eventTime()).isEqualTo(flow.startTime());
    assertThat(flow.volume()).isEqualTo(Volume.UNKNOWN);
  }

  @Test
  void aNewLogForgetsTheHeaderOfTheOneBefore() {
    read("#separator \\x09");
    readTabs("#fields ts proto");
    read("#separator \\x09");
    assertThat(flow(readTabs(TSV)).application()).isEqualTo("ssh");
  }

  @Test
  void relativeTimesCountFromTheOpeningOfTheLogOrAreInvalid() {
    String relative = TSV.replace("1588205198.903351", "19.981745");
    assertThat(invalid(readTabs(relative)).errorClass()).isEqualTo(Reading.Invalid.INVALID_TIME);
    readTabs("#open 2017-03-08-13-47-04");
    assertThat(Instant.ofEpochMilli(flow(readTabs(relative)).startTime()))
        .isEqualTo("2017-03-08T13:47:23.982Z");
    assertThat(flow(readTabs(TSV)).startTime()).isEqualTo(1_588_205_198_903L);
  }

  @Test
  void typeAndCodeOfIcmpAreNoPorts() {
    FlowEvent flow = flow(read(JSON.replace("\"tcp\"", "\"icmp\"")));
    assertThat(flow.connection().protocol()).isEqualTo(Protocol.ICMP);
    assertThat(flow.connection().service()).isEqualTo(new Endpoint("10.0.0.4", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "10.7066, -1, duration",
    "10.7066, NaN, no JSON",
    "10.7066, \"NaN\", duration",
    "4060, -4060, orig_bytes",
    "60595, 65536, id.orig_p",
    "10.0.0.4, host.example, id.resp_h",
    "\"proto\", \"other\", proto",
    "\"ts\", \"other\", ts"
  })
  void aFieldThatMakesNoSenseIsInvalidAndNamed(String sound, String broken, String field) {
    assertThat(invalid(read(JSON.replace(sound, broken))).message()).contains(field);
  }
}
