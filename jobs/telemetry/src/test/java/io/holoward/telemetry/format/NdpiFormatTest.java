package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.RoundTrip;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NdpiFormatTest {

  private static final String HEADER =
      "pcap,flow,l4,src_ip,src_port,dst_ip,dst_port,bidir,proto_id,protocol,encrypted,confidence,"
          + "category,src_pkts,src_bytes,dst_pkts,dst_bytes,duration_s,hostname,risks,non_std_port";
  private static final String ROW =
      "a.pcap,1,TCP,192.168.1.13,53096,178.62.197.130,8443,1,91.126,TLS.Google,1,DPI,Web,316,28495,"
          + "351,429572,8.44,www.example.org,Known Proto on Non Std Port|Susp Entropy,1";
  private static final String TIMED_HEADER =
      "src_file,start,proto,orig_ip,orig_port,resp_ip,resp_port,duration,orig_pkts,resp_pkts,"
          + "orig_bytes,resp_bytes,conn,synack,ackdat,tcprtt,rtt_n_resp,rtt_mean_resp,rtt_std_resp,"
          + "rtt_n_orig,rtt_mean_orig,rtt_std_orig,retrans,app,app_detail,ndpi_protocol,"
          + "ndpi_confidence,ndpi_category,ndpi_non_std_port,ndpi_risks";
  private static final String TIMED_ROW =
      "a.pcap,1581109488.041083,tcp,192.168.1.13,53096,178.62.197.130,443,8.439822,316,351,7675,"
          + "406398,SF,0.038504,0.000108,0.038612,41,0.040194,0.002650,204,0.000056,0.000040,0,tls,"
          + "www.example.org,TLS.ntop,DPI,Network,0,";

  private final TelemetryFormat format = TelemetryFormats.byName("ndpi");

  private FlowEvent flow(String header, String row) {
    assertThat(Reads.read(format, header)).isEqualTo(Reading.Ignored.HEADER);
    return event(FlowEvent.class, Reads.read(format, row));
  }

  @Test
  void aFlowHasTheEnginesLabelsAsAttributes() {
    FlowEvent flow = flow(HEADER, ROW);
    assertThat(flow.application()).isEqualTo("TLS.Google");
    assertThat(flow.host()).isEqualTo("192.168.1.13");
    assertThat(flow.connection().direction()).isEqualTo(Direction.OUT);
    assertThat(flow.connection().service().port()).isEqualTo(8_443);
    assertThat(flow.layer7()).isEqualTo(Map.of("host.name", "www.example.org"));
    assertThat(flow.context())
        .isEqualTo(
            Map.of(
                "ndpi.non_std_port", "1",
                "ndpi.risks", "Known Proto on Non Std Port|Susp Entropy",
                "ndpi.confidence", "DPI",
                "ndpi.category", "Web",
                "ndpi.encrypted", "1"));
  }

  @Test
  void aFlowWithoutATimeIsAsManySecondsAfter2000AsItsPosition() {
    FlowEvent flow = flow(HEADER, ROW);
    assertThat(Instant.ofEpochMilli(flow.eventTime())).isEqualTo("2000-01-01T00:00:07Z");
    assertThat(flow.startTime()).isNull();
  }

  @Test
  void anUnknownProtocolIsNoApplication() {
    assertThat(flow(HEADER, ROW.replace("TLS.Google", "Unknown")).application()).isNull();
    assertThat(flow(HEADER, ROW.replace("TLS.Google", "")).application()).isNull();
  }

  @Test
  void theLayoutWithTimesHasRoundTripsToo() {
    FlowEvent flow = flow(TIMED_HEADER, TIMED_ROW);
    assertThat(flow.application()).isEqualTo("TLS.ntop");
    assertThat(flow.startTime()).isEqualTo(1_581_109_488_041L);
    assertThat(flow.eventTime()).isEqualTo(1_581_109_496_481L);
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(41, 40.194, 2.65));
    assertThat(flow.context())
        .containsEntry("ndpi.non_std_port", "0")
        .doesNotContainKey("ndpi.risks");
  }

  @Test
  void capturedAtTheFarSideOnlyTheHandshakeSpansTheRoundTrip() {
    FlowEvent flow =
        flow(TIMED_HEADER, TIMED_ROW.replace("0.038504,0.000108", "0.000108,0.038504"));
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(1, 38.612, 0));
  }

  @Test
  void withoutAHandshakeTheTimesOfTheHostsOwnSegmentsAreAllThereIs() {
    FlowEvent flow = flow(TIMED_HEADER, TIMED_ROW.replace("0.038504,0.000108,0.038612", ",,"));
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(41, 40.194, 2.65));
    assertThat(
            flow(TIMED_HEADER, TIMED_ROW.replace("0.038504,0.000108,0.038612,41", ",,,0"))
                .roundTrip())
        .isNull();
  }

  @Test
  void theHostOfAnInboundFlowMeasuresTheWayToTheOriginator() {
    String inbound =
        TIMED_ROW
            .replace(
                "192.168.1.13,53096,178.62.197.130,443", "178.62.197.130,53096,192.168.1.13,443")
            .replace("0.038504,0.000108", "0.000108,0.038504");
    FlowEvent flow = flow(TIMED_HEADER, inbound);
    assertThat(flow.connection().direction()).isEqualTo(Direction.IN);
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(204, 0.056, 0.04));
  }

  @Test
  void aNegativeRoundTripIsInvalid() {
    flow(TIMED_HEADER, TIMED_ROW);
    assertThat(invalid(Reads.read(format, TIMED_ROW.replace("0.040194", "-0.040194"))).message())
        .contains("rtt_mean_resp", "-0.040194");
  }

  @Test
  void rowsNeedAHeaderAndItsNumberOfColumns() {
    assertThat(invalid(Reads.read(format, ROW)).message()).contains("names the columns");
    flow(HEADER, ROW);
    assertThat(invalid(Reads.read(format, ROW + ",x")).message())
        .contains("expected 21 columns", "found 22");
  }
}
