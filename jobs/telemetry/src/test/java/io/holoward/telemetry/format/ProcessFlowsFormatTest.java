package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.RoundTrip;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessFlowsFormatTest {

  private static final String HEADER =
      "src_file,start,proto,orig_ip,orig_port,resp_ip,resp_port,duration,orig_bytes,resp_bytes,"
          + "synack,ackdat,tcprtt,rtt_n_resp,rtt_mean_resp,rtt_std_resp,app,app_detail,scenario,"
          + "host,image,pid,label";

  private final TelemetryFormat format = TelemetryFormats.byName("process-flows");

  @BeforeEach
  void readHeader() {
    assertThat(Reads.read(format, HEADER)).isEqualTo(Reading.Ignored.HEADER);
  }

  /** A row of the flow that begins at a second, from 10.0.0.1 to an address. */
  private Reading read(int second, String responder, String host, String image, String label) {
    return Reads.read(
        format,
        "a.cap,16524320%02d.5,tcp,10.0.0.1,50452,%s,88,2,10,20,0.002,0.0001,0.0021,4,0.0025,0.0005,krb,,lab,%s,%s,None,%s"
            .formatted(second, responder, host, image, label));
  }

  private Direction direction(int second, String responder, String host, String label) {
    return event(FlowEvent.class, read(second, responder, host, "lsass.exe", label))
        .connection()
        .direction();
  }

  @Test
  void aRowIsAFlowOfItsHostsProcess() {
    FlowEvent flow =
        event(FlowEvent.class, read(1, "10.0.0.2", "WS1.lab", "\"a, b \"\"c\"\".exe\"", "c2"));
    assertThat(flow.host()).isEqualTo("ws1.lab");
    assertThat(flow.process())
        .isEqualTo(new ProcessReference(null, -1, "a, b \"c\".exe", null, null, null));
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("10.0.0.2", 88));
    assertThat(flow.application()).isEqualTo("krb");
    assertThat(flow.context()).isEqualTo(Map.of("label", "c2", "scenario", "lab"));
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(4, 2.5, 0.5));
    assertThat(flow.startTime()).isEqualTo(1_652_432_001_500L);
    assertThat(flow.eventTime()).isEqualTo(1_652_432_003_500L);
  }

  @Test
  void theSecondHostOfAFlowIsAtItsOtherEnd() {
    assertThat(direction(1, "10.0.0.2", "ws1", "background")).isEqualTo(Direction.OUT);
    assertThat(direction(1, "10.0.0.2", "dc", "background")).isEqualTo(Direction.IN);
  }

  @Test
  void aHostIsAtTheAddressThatItsFlowsHaveInCommon() {
    assertThat(direction(1, "10.0.0.2", "ws1", "background")).isEqualTo(Direction.OUT);
    assertThat(direction(2, "10.0.0.3", "ws1", "background")).isEqualTo(Direction.OUT);
    // 10.0.0.1 is known to be another's by now, even where the server's row comes first.
    assertThat(direction(3, "10.0.0.2", "dc", "background")).isEqualTo(Direction.IN);
    assertThat(direction(3, "10.0.0.2", "ws1", "background")).isEqualTo(Direction.OUT);
  }

  @Test
  void theReceivingEndIsTold() {
    FlowEvent flow = event(FlowEvent.class, read(1, "10.0.0.2", "dc", "lsass.exe", "lateral_in"));
    assertThat(flow.connection().direction()).isEqualTo(Direction.IN);
    assertThat(flow.connection().local()).isEqualTo(new Endpoint("10.0.0.2", 88));
    assertThat(flow.volume().bytesSent()).isEqualTo(20);
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(1, 2.1, 0));
  }

  @Test
  void aBroadcastAddressIsNobodys() {
    assertThat(direction(1, "10.0.0.255", "ws1", "background")).isEqualTo(Direction.OUT);
    assertThat(direction(2, "10.0.0.2", "dc", "background")).isEqualTo(Direction.IN);
  }

  @Test
  void aHostThatMovedIsLearnedAnew() {
    direction(1, "10.0.0.2", "dc", "lateral_in");
    assertThat(direction(2, "10.0.0.7", "ws1", "background")).isEqualTo(Direction.OUT);
    assertThat(direction(3, "10.0.0.8", "dc", "lateral_in")).isEqualTo(Direction.IN);
    assertThat(direction(4, "10.0.0.8", "dc", "background")).isEqualTo(Direction.IN);
  }

  @Test
  void anotherSensorsRowOfTheSameHostIsATwinUnlessOnlyItNamesTheProcess() {
    read(1, "10.0.0.2", "ws1", "&lt;unknown process&gt;", "background");
    assertThat(read(1, "10.0.0.2", "ws1", "tool.exe", "tool")).isInstanceOf(Reading.Event.class);
    assertThat(read(1, "10.0.0.2", "ws1", "tool.exe", "tool"))
        .isEqualTo(new Reading.Ignored("twin"));
    assertThat(read(2, "10.0.0.2", "ws1", "tool.exe", "tool")).isInstanceOf(Reading.Event.class);
  }
}
