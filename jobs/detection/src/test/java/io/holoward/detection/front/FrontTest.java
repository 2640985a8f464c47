package io.holoward.detection.front;

import static io.holoward.detection.front.Events.DNS;
import static io.holoward.detection.front.Events.LSASS;
import static io.holoward.detection.front.Events.SVCHOST;
import static io.holoward.detection.front.Events.SYSTEM_USER;
import static io.holoward.detection.observation.Direction.IN;
import static io.holoward.detection.observation.Direction.OUT;
import static io.holoward.detection.observation.Protocol.TCP;
import static io.holoward.detection.observation.Protocol.UDP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontTest {

  private static final long HOUR = 3_600_000;
  private static final String CLIENT = "172.18.39.5 60064";
  private static final String KERBEROS = "172.18.38.5 88";

  private final Events events = new Events();
  private final Collected out = new Collected();
  private final Front front = new Front(FrontSettings.defaults());

  @Test
  void aTwinIsCountedOnce() {
    accept(sysmon(1_000, IN, CLIENT, KERBEROS), filtering(1_000, IN, CLIENT, KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(1);
    assertThat(out.twins).hasSize(1);
  }

  @Test
  void twinsAreOneConnectionWhicheverEndComesFirst() {
    accept(
        events.sysmon(0, "{d}", 3548, DNS, UDP, IN, "172.18.38.5 53", "172.18.39.6 49661"),
        events.filtering(0, 3548, DNS, UDP, IN, "172.18.39.6 49661", "172.18.38.5 53"));
    front.finish(out);
    assertThat(out.connections).hasSize(1);
    assertThat(out.connections.get(0).signature().text()).isEqualTo("inboundWellKnownUDPPort_53");
  }

  @Test
  void eachHalfPairsWithOneOtherOnly() {
    accept(
        sysmon(0, IN, CLIENT, KERBEROS),
        filtering(0, IN, CLIENT, KERBEROS),
        filtering(1, IN, CLIENT, KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(2);
    assertThat(out.twins).hasSize(1);
  }

  @Test
  void theTwoSidesOfAConnectionOfTheHostWithItselfAreNoTwins() {
    accept(
        events.sysmon(0, "{a}", 10, SVCHOST, TCP, OUT, "::1 61089", "::1 5985"),
        events.sysmon(0, "{b}", 20, LSASS, TCP, IN, "::1 61089", "::1 5985"),
        events.filtering(0, 20, LSASS, TCP, IN, "::1 61089", "::1 5985"),
        events.filtering(0, 10, SVCHOST, TCP, OUT, "::1 61089", "::1 5985"));
    front.finish(out);
    assertThat(out.connections)
        .extracting(c -> c.connection().direction())
        .containsExactly(OUT, IN);
    assertThat(out.twins).hasSize(2);
  }

  @Test
  void aProcessThatTalksToItselfKeepsItsTwoSidesApart() {
    accept(
        events.sysmon(0, "{a}", 20, LSASS, TCP, OUT, "fe80::1 54217", "fe80::1 49674"),
        events.filtering(0, 20, LSASS, TCP, IN, "fe80::1 54217", "fe80::1 49674"),
        events.filtering(0, 20, LSASS, TCP, OUT, "fe80::1 54217", "fe80::1 49674"));
    front.finish(out);
    assertThat(out.connections)
        .extracting(c -> c.connection().direction())
        .containsExactlyInAnyOrder(OUT, IN);
  }

  @Test
  void twinsSevenHoursApartAreTwins() {
    accept(filtering(0, IN, CLIENT, KERBEROS), sysmon(7 * HOUR, IN, CLIENT, KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(1);
    assertThat(out.twins).hasSize(1);
  }

  @Test
  void beyondTheLargestGapTheSameEndsAreAnotherConnection() {
    accept(filtering(0, IN, CLIENT, KERBEROS), sysmon(18 * HOUR + 1, IN, CLIENT, KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(2);
  }

  @Test
  void whatTheWatermarkHasLeftBehindByTheLargestGapIsForgotten() {
    accept(sysmon(0, IN, CLIENT, KERBEROS));
    front.advance(18 * HOUR, out);
    front.advance(18 * HOUR + 1, out);
    accept(filtering(17 * HOUR, IN, CLIENT, KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(2);
  }

  @Test
  void whatTheWatermarkHasNotLeftBehindByThatMuchIsRemembered() {
    accept(sysmon(0, IN, CLIENT, KERBEROS));
    front.advance(18 * HOUR, out);
    accept(filtering(17 * HOUR, IN, CLIENT, KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(1);
  }

  @Test
  void endsThatRepeatForEverAreRememberedABoundedNumberOfTimes() {
    for (int i = 0; i < 100; i++) {
      accept(sysmon(i, IN, CLIENT, KERBEROS));
    }
    assertThat(front.losses().twins()).isEqualTo(36);
    for (int i = 0; i < 100; i++) {
      accept(filtering(i, IN, CLIENT, KERBEROS));
    }
    assertThat(out.twins).hasSize(64);
  }

  @Test
  void anUnknownImagePairsWithAny() {
    accept(
        events.sysmon(0, "{u}", 20, "<unknown process>", TCP, IN, CLIENT, KERBEROS),
        filtering(0, IN, CLIENT, KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(1);
  }

  @Test
  void aKnownImagePairsWithItsLikeBeforeAnUnknownOne() {
    ConnectionEvent unknown =
        events.sysmon(0, "{u}", 20, "<unknown process>", TCP, IN, CLIENT, KERBEROS);
    accept(unknown, sysmon(1, IN, CLIENT, KERBEROS), filtering(0, IN, CLIENT, KERBEROS));
    accept(events.filtering(1, 30, SVCHOST, TCP, IN, CLIENT, KERBEROS));
    front.finish(out);
    assertThat(out.connections).hasSize(2);
    assertThat(out.twins).hasSize(2);
  }

  @Test
  void otherImagesAndOtherHostsAreOtherConnections() {
    accept(
        sysmon(0, IN, CLIENT, KERBEROS),
        events.filtering(0, 1, SVCHOST, TCP, IN, CLIENT, KERBEROS),
        filtering(0, IN, CLIENT, KERBEROS).withHost("other"));
    front.finish(out);
    assertThat(out.connections).hasSize(3);
  }

  @Test
  void aBlockedConnectionIsNobodysTwin() {
    accept(sysmon(0, IN, CLIENT, KERBEROS), Events.blocked(filtering(0, IN, CLIENT, KERBEROS)));
    front.finish(out);
    assertThat(out.connections).hasSize(2);
  }

  @Test
  void aFilteringEventThatComesFirstWaitsForTheTwinThatKnowsMore() {
    accept(sysmon(0, IN, "172.18.39.5 1", KERBEROS), filtering(1_000, IN, CLIENT, KERBEROS));
    assertThat(out.connections).hasSize(1);
    accept(sysmon(1_662, IN, CLIENT, KERBEROS));
    assertThat(out.connections).hasSize(2);
    assertThat(out.connections.get(1).process().user()).isEqualTo(SYSTEM_USER);
    assertThat(out.twins).extracting(ConnectionEvent::eventTime).containsExactly(1_000L);
  }

  @Test
  void aFilteringEventWhoseTwinDoesNotComeIsReleasedByTheNextEventOfItsHost() {
    accept(sysmon(0, IN, "172.18.39.5 1", KERBEROS), filtering(1_000, IN, CLIENT, KERBEROS));
    accept(sysmon(9_000, IN, "1.2.3.4 5", KERBEROS).withHost("other"));
    accept(sysmon(3_000, IN, "172.18.39.5 3", KERBEROS));
    assertThat(out.connections).hasSize(3);
    accept(sysmon(3_001, IN, "172.18.39.5 4", KERBEROS));
    assertThat(out.connections).hasSize(5);
    assertThat(out.connections.get(3).event().eventTime()).isEqualTo(1_000);
  }

  @Test
  void theWatermarkReleasesWhatWaitsWithoutAnyEvent() {
    accept(sysmon(0, IN, "172.18.39.5 1", KERBEROS), filtering(1_000, IN, CLIENT, KERBEROS));
    front.advance(Long.MIN_VALUE, out);
    front.advance(2_999, out);
    assertThat(out.connections).hasSize(1);
    front.advance(3_000, out);
    assertThat(out.connections).hasSize(2);
  }

  @Test
  void withoutSysmonOnTheHostNothingWaits() {
    accept(filtering(0, IN, CLIENT, KERBEROS));
    assertThat(out.connections).hasSize(1);
    accept(sysmon(0, IN, "172.18.39.5 1", KERBEROS));
    accept(filtering(HOUR + 1, IN, "172.18.39.5 2", KERBEROS));
    assertThat(out.connections).hasSize(3);
  }

  @Test
  void listenersTeachTheHostsAddresses() {
    accept(events.listen(0, "10.0.0.9 135"), events.listen(0, "0.0.0.0 135"));
    accept(events.sysmon(1, "{g}", 1, SVCHOST, TCP, IN, "10.0.0.9 61249", "10.0.0.7 60065"));
    assertThat(out.listeners).hasSize(2);
    assertThat(out.connections.get(0).connection().local().address()).isEqualTo("10.0.0.9");
  }

  @Test
  void aShortNameAndItsFullFormAreOneHost() {
    Front corp = new Front(withDomains("example.org"));
    corp.accept(sysmon(0, IN, CLIENT, KERBEROS).withHost("DC.example.org"), out);
    corp.accept(filtering(0, IN, CLIENT, KERBEROS).withHost("dc"), out);
    corp.finish(out);
    assertThat(out.connections).hasSize(1);
    assertThat(out.connections.get(0).event().host()).isEqualTo("dc");
  }

  @Test
  void anotherDomainIsAnotherHost() {
    HostNames names = new HostNames(List.of(".Example.org."));
    assertThat(names.normalise("DC.example.org.")).isEqualTo("dc");
    assertThat(names.normalise("dc.other.example")).isEqualTo("dc.other.example");
    assertThat(names.normalise("example.org")).isEqualTo("example.org");
    assertThat(names.normalise("dcexample.org")).isEqualTo("dcexample.org");
    assertThatIllegalArgumentException().isThrownBy(() -> new HostNames(List.of(" ")));
  }

  @Test
  void theBoundsForgetTheOldestAndCountIt() {
    Front small = new Front(new FrontSettings(List.of(), 49152, HOUR, 2, 2_000, 2, 4, 2));
    for (int i = 0; i < 10; i++) {
      small.accept(sysmon(i, IN, "10.0.0.1 " + (1_000 + i), KERBEROS), out);
    }
    for (int i = 0; i < 10; i++) {
      small.accept(filtering(10 + i, IN, "10.0.0.2 " + (1_000 + i), KERBEROS), out);
    }
    assertThat(out.connections).hasSize(18);
    small.finish(out);
    assertThat(out.connections).hasSize(20);
    assertThat(small.losses().twins()).isEqualTo(18);
    assertThat(small.losses().held()).isEqualTo(8);
  }

  @Test
  void thePeerIsTheHostItselfWhereItsAddressIsLoopbackOrKnownToBeItsOwn() {
    accept(
        events.sysmon(1, "{a}", 10, SVCHOST, TCP, OUT, "127.0.0.1 50000", "127.0.0.1 5985"),
        events.sysmon(2, "{a}", 10, SVCHOST, TCP, OUT, "10.0.0.5 50001", "10.0.0.5 445"),
        events.sysmon(3, "{a}", 10, SVCHOST, TCP, IN, "10.0.0.5 50002", "10.0.0.7 445"),
        events.sysmon(4, "{a}", 10, SVCHOST, TCP, OUT, "10.0.0.7 50003", "10.0.0.5 445"),
        events.sysmon(5, "{a}", 10, SVCHOST, TCP, OUT, "10.0.0.7 50003", "10.0.0.9 445"));
    front.finish(out);
    assertThat(out.connections)
        .extracting(Collected.Counted::loopback)
        .as("of the third it is not known yet that both addresses are the host's")
        .containsExactly(true, true, false, true, false);
  }

  @Test
  void whoHearsItselfInAGroupUsesAServiceOfTheGroup() {
    accept(
        events.sysmon(1, "{a}", 10, SVCHOST, UDP, OUT, "10.0.0.5 5353", "224.0.0.251 5353"),
        events.sysmon(2, "{a}", 10, SVCHOST, UDP, IN, "10.0.0.5 5353", "224.0.0.251 5353"));
    front.finish(out);
    assertThat(out.connections).extracting(Collected.Counted::loopback).containsOnly(false);
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

  private static FrontSettings withDomains(String... domains) {
    FrontSettings defaults = FrontSettings.defaults();
    return new FrontSettings(
        List.of(domains),
        defaults.ephemeralLow(),
        defaults.twinMaxGapMillis(),
        defaults.maxTwins(),
        defaults.holdMillis(),
        defaults.maxHeld(),
        defaults.maxInstances(),
        defaults.maxHosts());
  }
}
