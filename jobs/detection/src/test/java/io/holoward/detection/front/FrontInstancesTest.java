package io.holoward.detection.front;

import static io.holoward.detection.front.Events.LSASS;
import static io.holoward.detection.front.Events.SVCHOST;
import static io.holoward.detection.front.Events.SYSTEM_USER;
import static io.holoward.detection.observation.Direction.IN;
import static io.holoward.detection.observation.Protocol.TCP;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontInstancesTest {

  private static final String CLIENT = "172.18.39.5 60064";
  private static final String KERBEROS = "172.18.38.5 88";

  private final Events events = new Events();
  private final Collected out = new Collected();
  private final Front front = new Front(FrontSettings.defaults());

  @Test
  void aFilteringEventIsGivenTheKeyGuidAndUserThatSysmonTold() {
    accept(sysmon(0, IN, "172.18.39.5 1", KERBEROS), filtering(0, IN, "172.18.39.5 2", KERBEROS));
    front.finish(out);
    Collected.Counted filtering = out.connections.get(1);
    assertThat(filtering.key()).isEqualTo(out.connections.get(0).key());
    assertThat(filtering.process().guid()).isEqualTo("{lsass}");
    assertThat(filtering.process().user()).isEqualTo(SYSTEM_USER);
  }

  @Test
  void anInstanceKeepsTheKeyItWasFirstGiven() {
    accept(filtering(0, IN, "172.18.39.5 2", KERBEROS), sysmon(1, IN, "172.18.39.5 1", KERBEROS));
    assertThat(out.connections.get(1).key()).isEqualTo(out.connections.get(0).key());
  }

  @Test
  void aPidUsedAgainIsAnotherInstance() {
    accept(
        filtering(0, IN, "172.18.39.5 2", KERBEROS),
        events.start(60_000, "{new}", 688, LSASS),
        filtering(61_000, IN, "172.18.39.5 3", KERBEROS));
    assertThat(out.connections.get(1).key())
        .isEqualTo(out.starts.get(0))
        .isNotEqualTo(out.connections.get(0).key());
  }

  @Test
  void aConnectionStampedWithinTheSecondOfTheStartIsOfTheStartedProcess() {
    accept(filtering(60_000, IN, CLIENT, KERBEROS), events.start(60_680, "{new}", 688, LSASS));
    assertThat(out.starts).containsExactly(out.connections.get(0).key());
  }

  @Test
  void twinsLinkTheGuidOfOneToThePidOfTheOther() {
    long none = ProcessReference.UNKNOWN_PID;
    accept(
        events.sysmon(0, "{lsass}", none, LSASS, TCP, IN, CLIENT, KERBEROS),
        filtering(0, IN, CLIENT, KERBEROS),
        filtering(1, IN, "172.18.39.5 7", KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(2);
    assertThat(out.connections.get(1).key()).isEqualTo(out.connections.get(0).key());
    assertThat(out.connections.get(1).process().guid()).isEqualTo("{lsass}");
  }

  @Test
  void pidFourOfAnyImageButSystemIsNoPid() {
    accept(
        events.filtering(0, 4, LSASS, TCP, IN, CLIENT, KERBEROS),
        events.filtering(0, 4, SVCHOST, TCP, IN, CLIENT, "172.18.38.5 135"),
        events.filtering(0, 4, "System", TCP, IN, CLIENT, "172.18.38.5 445"));
    assertThat(out.connections).extracting(Collected.Counted::key).doesNotHaveDuplicates();
    assertThat(out.connections)
        .extracting(c -> c.process().pid())
        .containsExactly(ProcessReference.UNKNOWN_PID, ProcessReference.UNKNOWN_PID, 4L);
  }

  @Test
  void anAlarmIsOfTheInstanceItNames() {
    accept(sysmon(0, IN, CLIENT, KERBEROS));
    accept(
        new AlarmEvent(
            "acme",
            "dc",
            1,
            new ProcessReference(null, 688, LSASS, null, null, null),
            "a1",
            "ids",
            List.of(),
            new SourcePosition("alarms", 1)));
    assertThat(out.alarms).containsExactly(out.connections.get(0).key());
  }

  @Test
  void tenantsShareNothing() {
    ConnectionEvent ours = sysmon(0, IN, CLIENT, KERBEROS);
    accept(ours);
    ConnectionEvent twin = filtering(0, IN, CLIENT, KERBEROS);
    accept(
        new ConnectionEvent(
            "other",
            twin.host(),
            0,
            twin.process(),
            twin.sensor(),
            twin.protocol(),
            twin.direction(),
            twin.ends(),
            twin.first(),
            twin.second(),
            false,
            twin.source()));
    assertThat(out.connections).hasSize(2);
    assertThat(out.connections.get(1).key()).isNotEqualTo(out.connections.get(0).key());
    assertThat(out.connections.get(1).process().user()).isNull();
  }

  private void accept(TelemetryEvent... sequence) {
    for (TelemetryEvent event : sequence) {
      front.accept(event, out);
    }
  }

  private ConnectionEvent sysmon(long time, Direction direction, String from, String to) {
    return events.sysmon(time, "{lsass}", 688, LSASS, TCP, direction, from, to);
  }

  private ConnectionEvent filtering(long time, Direction direction, String from, String to) {
    return events.filtering(time, 688, LSASS, TCP, direction, from, to);
  }
}
