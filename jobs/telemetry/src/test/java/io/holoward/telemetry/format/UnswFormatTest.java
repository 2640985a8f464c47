package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnswFormatTest {

  private static final String HEADER =
      "srcip,sport,dstip,dsport,proto,state,dur,sbytes,dbytes,service,Spkts,Dpkts,Stime,Ltime,"
          + "tcprtt,attack_cat,Label";
  private static final String ROW =
      "175.45.176.1,0x0400,149.171.126.10,80,tcp,FIN,1.5,564,354,http,10,8,1421928178,1421928180,"
          + "0.175592,Exploits,1";

  private final TelemetryFormat format = TelemetryFormats.byName("unsw");

  @BeforeEach
  void readHeader() {
    assertThat(Reads.read(format, HEADER)).isEqualTo(Reading.Ignored.HEADER);
  }

  private FlowEvent flow(String row) {
    return event(FlowEvent.class, Reads.read(format, row));
  }

  @Test
  void aRowIsAFlowWithItsLabels() {
    FlowEvent flow = flow(ROW);
    assertThat(flow.host()).isEqualTo("175.45.176.1");
    assertThat(flow.connection().local()).isEqualTo(new Endpoint("175.45.176.1", 1_024));
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("149.171.126.10", 80));
    assertThat(flow.application()).isEqualTo("http");
    assertThat(flow.startTime()).isEqualTo(1_421_928_178_000L);
    assertThat(flow.eventTime()).isEqualTo(1_421_928_180_000L);
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(1, 175.592, 0));
    assertThat(flow.volume()).isEqualTo(new Volume(564L, 354L, 10L, 8L));
    assertThat(flow.context()).isEqualTo(Map.of("unsw.label", "1", "unsw.attack_cat", "Exploits"));
  }

  @Test
  void aDashIsNoServiceAndZeroNoRoundTrip() {
    FlowEvent flow = flow(ROW.replace("http", "-").replace("0.175592,Exploits,1", "0,,0"));
    assertThat(flow.application()).isNull();
    assertThat(flow.roundTrip()).isNull();
    assertThat(flow.context()).isEqualTo(Map.of("unsw.label", "0"));
  }

  @Test
  void protocolsWithoutPortsHaveNone() {
    FlowEvent flow = flow(ROW.replace(",tcp,", ",3pc,").replace(",80,", ",0xc0a8,"));
    assertThat(flow.connection().protocol()).isEqualTo(Protocol.OTHER);
    assertThat(flow.connection().remote().port()).isEqualTo(-1);
  }

  @Test
  void aPortThatIsNoneIsInvalid() {
    assertThat(invalid(Reads.read(format, ROW.replace("0x0400", "0x10000"))).message())
        .contains("sport", "65536");
    assertThat(invalid(Reads.read(format, ROW.replace("0x0400", "0xzz"))).message())
        .contains("sport", "0xzz");
  }
}
