package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Volume;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SysFlowFormatTest {

  private static final String RECORD =
      "{\"ts\":\"2022-03-17T19:13:46.008Z\",\"endTs\":\"2022-03-17T19:14:16.009Z\","
          + "\"host\":\"Minikube\",\"pid\":3829,\"procStart\":1647530366897000000,"
          + "\"exe\":\"/usr/local/bin/etcd\",\"exeArgs\":\"--v 1\",\"userName\":\"root\","
          + "\"container\":\"k8s_etcd\",\"image\":\"etcd:3.5\",\"opFlags\":512,"
          + "\"direction\":\"inbound\",\"proto\":6,\"sip\":\"10.0.0.9\",\"sport\":45884,"
          + "\"dip\":\"10.0.0.5\",\"dport\":2379,\"recvOps\":1,\"sendOps\":4,\"recvBytes\":7,"
          + "\"sendBytes\":197}";

  private final TelemetryFormat format = TelemetryFormats.byName("sysflow");

  private FlowEvent flow(String record) {
    return event(FlowEvent.class, Reads.read(format, record));
  }

  private Direction open(String executable) {
    return flow(RECORD.replace("inbound", "unknown").replace("/usr/local/bin/etcd", executable))
        .connection()
        .direction();
  }

  @Test
  void anInboundFlowIsLocalAtItsDestination() {
    FlowEvent flow = flow(RECORD);
    assertThat(flow.host()).isEqualTo("minikube");
    assertThat(flow.connection().direction()).isEqualTo(Direction.IN);
    assertThat(flow.connection().local()).isEqualTo(new Endpoint("10.0.0.5", 2_379));
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("10.0.0.9", 45_884));
    assertThat(flow.volume()).isEqualTo(new Volume(197L, 7L, null, null));
    assertThat(Instant.ofEpochMilli(flow.startTime())).isEqualTo("2022-03-17T19:13:46.008Z");
    assertThat(Instant.ofEpochMilli(flow.eventTime())).isEqualTo("2022-03-17T19:14:16.009Z");
    assertThat(flow.process())
        .isEqualTo(
            new ProcessReference(
                "3829@1647530366897000000",
                3_829,
                "/usr/local/bin/etcd",
                "root",
                "/usr/local/bin/etcd --v 1",
                "etcd:3.5"));
  }

  @Test
  void anExecutableOfAnImpossibleLengthIsNotRemembered() {
    String longest = "/" + "x".repeat(4_096);
    Reading.Invalid invalid =
        invalid(Reads.read(format, RECORD.replace("/usr/local/bin/etcd", longest)));
    assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.INVALID_FIELD);
    assertThat(invalid.message()).startsWith("process.image: ");
  }

  @Test
  void anOutboundFlowHasTheProcessAtItsSourceAndTheSameVolume() {
    FlowEvent flow = flow(RECORD.replace("inbound", "outbound"));
    assertThat(flow.connection().local()).isEqualTo(new Endpoint("10.0.0.9", 45_884));
    assertThat(flow.volume()).isEqualTo(new Volume(197L, 7L, null, null));
  }

  @Test
  void anOpenDirectionIsInboundWhereTheExecutableAcceptedBefore() {
    assertThat(open("/usr/local/bin/etcd")).isEqualTo(Direction.OUT);
    flow(RECORD);
    assertThat(open("/usr/local/bin/etcd")).isEqualTo(Direction.IN);
    assertThat(open("/usr/local/bin/kube-apiserver")).isEqualTo(Direction.OUT);
  }

  @Test
  void anOpenDirectionWhoseSourceHasTheServicePortIsTurnedAround() {
    String turned =
        RECORD
            .replace("inbound", "unknown")
            .replace("\"sport\":45884", "\"sport\":80")
            .replace("\"dport\":2379", "\"dport\":45884");
    assertThat(flow(turned).connection().remote()).isEqualTo(new Endpoint("10.0.0.9", 80));
  }

  @Test
  void aProcessOutsideOfContainersWithoutAStartHasNoGuidAndNoImage() {
    FlowEvent flow =
        flow(
            RECORD
                .replace("1647530366897000000", "0")
                .replace("k8s_etcd", "")
                .replace("etcd:3.5", "/"));
    assertThat(flow.process().guid()).isNull();
    assertThat(flow.process().container()).isNull();
  }

  @Test
  void whatIsNoConnectionIsIgnored() {
    assertThat(Reads.read(format, RECORD.replace("\"proto\":6", "\"proto\":-1")))
        .isEqualTo(new Reading.Ignored("no-connection"));
    String noPorts = RECORD.replace("45884", "0").replace("2379", "0");
    assertThat(Reads.read(format, noPorts)).isEqualTo(new Reading.Ignored("no-connection"));
    assertThat(Reads.read(format, RECORD.replace("2379", "0")))
        .isEqualTo(new Reading.Ignored("no-port"));
  }

  @Test
  void anotherDirectionIsInvalid() {
    assertThat(invalid(Reads.read(format, RECORD.replace("inbound", "sideways"))).message())
        .contains("direction", "sideways");
  }
}
