package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AzureVmConnectionFormatTest {

  private static final String RECORD =
      "{\"TimeGenerated\":\"2022-05-11T18:09:38.868Z\",\"Computer\":\"UBUNTU5\","
          + "\"Direction\":\"outbound\",\"ProcessName\":\"java\",\"SourceIp\":\"192.168.2.5\","
          + "\"DestinationIp\":\"192.168.2.6\",\"DestinationPort\":1389,\"Protocol\":\"tcp\","
          + "\"RemoteIp\":\"192.168.2.6\",\"BytesSent\":129,\"BytesReceived\":196,\"Responses\":2,"
          + "\"ResponseTimeSum\":94,\"ResponseTimeMin\":45,\"ResponseTimeMax\":48,"
          + "\"Process\":\"p-dbad\",\"Type\":\"VMConnection\"}";

  private final TelemetryFormat format = TelemetryFormats.byName("azure-vmconnection");

  private FlowEvent flow(String record) {
    return event(FlowEvent.class, Reads.read(format, record));
  }

  @Test
  void anOutboundConnectionIsToTheDestination() {
    FlowEvent flow = flow(RECORD);
    assertThat(flow.host()).isEqualTo("ubuntu5");
    assertThat(flow.process())
        .isEqualTo(new ProcessReference("p-dbad", -1, "java", null, null, null));
    assertThat(flow.connection().direction()).isEqualTo(Direction.OUT);
    assertThat(flow.connection().local()).isEqualTo(new Endpoint("192.168.2.5", -1));
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("192.168.2.6", 1_389));
    assertThat(Instant.ofEpochMilli(flow.eventTime())).isEqualTo("2022-05-11T18:09:38.868Z");
    assertThat(flow.volume()).isEqualTo(new Volume(129L, 196L, null, null));
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(2, 47, 0, 45, 48));
  }

  @Test
  void anInboundConnectionIsToALocalPort() {
    FlowEvent flow =
        flow(
            RECORD
                .replace("outbound", "inbound")
                .replace("DestinationIp\":\"192.168.2.6", "DestinationIp\":\"192.168.2.5"));
    assertThat(flow.connection().direction()).isEqualTo(Direction.IN);
    assertThat(flow.connection().service()).isEqualTo(new Endpoint("192.168.2.5", 1_389));
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("192.168.2.6", -1));
  }

  @Test
  void withoutResponsesThereIsNoRoundTrip() {
    assertThat(flow(RECORD.replace("\"Responses\":2,", "")).roundTrip()).isNull();
    assertThat(flow(RECORD.replace("\"Responses\":2,", "\"Responses\":0,")).roundTrip()).isNull();
  }

  @Test
  void extremesMayBeOffByWhatRoundingTakes() {
    assertThat(flow(RECORD.replace("\"ResponseTimeSum\":94", "\"ResponseTimeSum\":97")).roundTrip())
        .isEqualTo(RoundTrip.summary(2, 48.5, 0, 45, 48.5));
    assertThat(flow(RECORD.replace("\"ResponseTimeMin\":45", "\"ResponseTimeMin\":0")).roundTrip())
        .isEqualTo(RoundTrip.summary(2, 47, 0, 47, 48));
    assertThat(
            invalid(
                    Reads.read(
                        format, RECORD.replace("\"ResponseTimeMax\":48", "\"ResponseTimeMax\":40")))
                .message())
        .contains("ResponseTimeMax");
  }

  @Test
  void responseTimesThatNoNetworkHasAreInvalid() {
    for (String figures :
        new String[] {
          "\"Responses\":100000,\"ResponseTimeSum\":1e-320",
          "\"Responses\":1,\"ResponseTimeSum\":1e300"
        }) {
      String record =
          RECORD
              .replace("\"Responses\":2,\"ResponseTimeSum\":94", figures)
              .replace("ResponseTimeM", "OtherM");
      Reading.Invalid invalid = invalid(Reads.read(format, record));
      assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.INVALID_FIELD);
      assertThat(invalid.message()).contains("ResponseTimeSum: expected a round-trip time");
    }
  }

  @Test
  void anotherDirectionIsInvalid() {
    assertThat(invalid(Reads.read(format, RECORD.replace("outbound", "sideways"))).message())
        .contains("Direction", "sideways");
  }
}
