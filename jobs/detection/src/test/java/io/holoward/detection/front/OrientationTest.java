package io.holoward.detection.front;

import static io.holoward.detection.front.Events.DNS;
import static io.holoward.detection.front.Events.LSASS;
import static io.holoward.detection.front.Events.SVCHOST;
import static io.holoward.detection.front.Events.end;
import static io.holoward.detection.front.Events.localRemote;
import static io.holoward.detection.observation.Direction.IN;
import static io.holoward.detection.observation.Direction.OUT;
import static io.holoward.detection.observation.Direction.UNKNOWN;
import static io.holoward.detection.observation.Protocol.TCP;
import static io.holoward.detection.observation.Protocol.UDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrientationTest {

  private static final String DC = "172.18.38.5";
  private static final String CLIENT = "172.18.39.5";

  private final Events events = new Events();

  @Test
  void aSysmonTcpConnectionThatWasNotInitiatedHereHasItsLocalEndAsDestination() {
    ConnectionEvent event = sysmon(TCP, IN, CLIENT + " 60064", DC + " 88");
    assertOriented(event, none(), IN, DC + " 88", CLIENT + " 60064");
    assertOriented(event, own(DC), IN, DC + " 88", CLIENT + " 60064");
  }

  @Test
  void theHostsOwnAddressOverrulesWhatTheExportCallsSource() {
    ConnectionEvent event = sysmon(TCP, IN, DC + " 389", CLIENT + " 60064");
    assertOriented(event, own(DC), IN, DC + " 389", CLIENT + " 60064");
    assertOriented(event, own(CLIENT), IN, CLIENT + " 60064", DC + " 389");
  }

  @Test
  void aClientsPortBetraysAnExportThatSwapsTheEndsOfTcp() {
    assertOriented(
        sysmon(TCP, IN, DC + " 389", CLIENT + " 60064"),
        none(),
        IN,
        DC + " 389",
        CLIENT + " 60064");
  }

  @Test
  void aDnsServersAnswerIsAnInboundServiceOnItsSourcePort() {
    ConnectionEvent event = sysmon(UDP, IN, DC + " 53", CLIENT + " 49661");
    assertOriented(event, none(), IN, DC + " 53", CLIENT + " 49661");
    assertOriented(event, own(DC), IN, DC + " 53", CLIENT + " 49661");
    assertOriented(event, own(DC, CLIENT), IN, DC + " 53", CLIENT + " 49661");
  }

  @Test
  void udpBetweenTwoServicePortsHasSysmonsSourceAsLocalEnd() {
    assertOriented(
        sysmon(UDP, IN, DC + " 123", CLIENT + " 123"), none(), IN, DC + " 123", CLIENT + " 123");
  }

  @Test
  void aFilteringEventHasTheLocalEndAsDestinationWhenInboundAndAsSourceWhenOutbound() {
    assertOriented(
        filtering(UDP, IN, CLIENT + " 49661", DC + " 53"),
        none(),
        IN,
        DC + " 53",
        CLIENT + " 49661");
    assertOriented(
        filtering(TCP, IN, CLIENT + " 60065", DC + " 61249"),
        none(),
        IN,
        DC + " 61249",
        CLIENT + " 60065");
    assertOriented(
        filtering(TCP, OUT, DC + " 60062", CLIENT + " 135"),
        none(),
        OUT,
        DC + " 60062",
        CLIENT + " 135");
  }

  @Test
  void udpBetweenTwoServicePortsHasTheFilteringPlatformsDestinationAsLocalEnd() {
    assertOriented(
        filtering(UDP, IN, CLIENT + " 123", DC + " 123"), none(), IN, DC + " 123", CLIENT + " 123");
  }

  @Test
  void aMulticastEndIsALocalServiceEvenWhereTheOtherEndIsTheHostsOwn() {
    ConnectionEvent sysmon = sysmon(UDP, IN, "239.255.255.250 1900", "127.0.0.1 61629");
    assertOriented(sysmon, none(), IN, "239.255.255.250 1900", "127.0.0.1 61629");
    ConnectionEvent own = filtering(UDP, IN, CLIENT + " 49153", "224.0.0.251 5353");
    assertOriented(own, own(CLIENT), IN, "224.0.0.251 5353", CLIENT + " 49153");
    ConnectionEvent ipv6 = filtering(UDP, IN, "fe80::1 5353", "ff02::fb 5353");
    assertOriented(ipv6, own("fe80::1"), IN, "ff02::fb 5353", "fe80::1 5353");
  }

  @Test
  void aBroadcastEndIsALocalService() {
    ConnectionEvent subnet = sysmon(UDP, IN, "172.18.39.255 138", CLIENT + " 50138");
    assertOriented(subnet, own(CLIENT), IN, "172.18.39.255 138", CLIENT + " 50138");
    ConnectionEvent all = filtering(UDP, IN, "0.0.0.0 68", "255.255.255.255 67");
    assertOriented(all, own(DC), IN, "255.255.255.255 67", "0.0.0.0 68");
  }

  @Test
  void anAddressEndingIn255ThatIsTheHostsOwnIsNoBroadcast() {
    assertOriented(
        filtering(TCP, OUT, "10.1.1.255 50000", "10.1.1.7 443"),
        own("10.1.1.255"),
        OUT,
        "10.1.1.255 50000",
        "10.1.1.7 443");
  }

  @Test
  void sendingToAGroupIsOutbound() {
    assertOriented(
        sysmon(UDP, OUT, CLIENT + " 64974", "224.0.0.252 5355"),
        none(),
        OUT,
        CLIENT + " 64974",
        "224.0.0.252 5355");
  }

  @Test
  void betweenTwoOfTheHostsOwnAddressesTheDeclaredDirectionDecides() {
    String client = "::1 61089";
    String server = "::1 5985";
    assertOriented(sysmon(TCP, OUT, client, server), none(), OUT, client, server);
    assertOriented(sysmon(TCP, IN, client, server), none(), IN, server, client);
    assertOriented(filtering(TCP, IN, client, server), none(), IN, server, client);
  }

  @Test
  void withoutADirectionTheServicePortIsTaken() {
    ConnectionEvent event = other(UNKNOWN, CLIENT + " 45884", DC + " 2379");
    assertOriented(event, own(DC), IN, DC + " 2379", CLIENT + " 45884");
    assertOriented(event, own(CLIENT), OUT, CLIENT + " 45884", DC + " 2379");
    assertOriented(event, none(), IN, DC + " 2379", CLIENT + " 45884");
  }

  @Test
  void withoutADirectionAGroupIsServedByOthersAndAddressedByTheHostItself() {
    ConnectionEvent event = other(UNKNOWN, CLIENT + " 60000", "224.0.0.252 5355");
    assertOriented(event, own(CLIENT), OUT, CLIENT + " 60000", "224.0.0.252 5355");
    assertOriented(event, none(), IN, "224.0.0.252 5355", CLIENT + " 60000");
  }

  @Test
  void whatTheTelemetryCallsLocalIsBelieved() {
    assertOriented(
        localRemote(other(OUT, DC + " 50000", CLIENT + " 443")),
        own(CLIENT),
        OUT,
        DC + " 50000",
        CLIENT + " 443");
    assertOriented(
        localRemote(other(UNKNOWN, DC + " 443", CLIENT + " 50000")),
        none(),
        IN,
        DC + " 443",
        CLIENT + " 50000");
    assertOriented(
        localRemote(other(UNKNOWN, "* -1", CLIENT + " 443")), none(), OUT, "* -1", CLIENT + " 443");
  }

  @Test
  void aConnectionOfWhichNothingIsKnownIsStillOriented() {
    assertOriented(filtering(TCP, UNKNOWN, "* -1", "* -1"), none(), IN, "* -1", "* -1");
  }

  private ConnectionEvent sysmon(
      Protocol protocol, Direction direction, String source, String destination) {
    return events.sysmon(0, "{g}", 3548, DNS, protocol, direction, source, destination);
  }

  private ConnectionEvent filtering(
      Protocol protocol, Direction direction, String source, String destination) {
    return events.filtering(0, 3548, LSASS, protocol, direction, source, destination);
  }

  private ConnectionEvent other(Direction direction, String source, String destination) {
    return events.connection(
        0,
        new ProcessReference(null, 7, SVCHOST, null, null, null),
        Sensor.OTHER,
        UDP,
        direction,
        source,
        destination);
  }

  private static HostView none() {
    return own();
  }

  private static HostView own(String... addresses) {
    Set<String> own = Set.of(addresses);
    return address ->
        address != null
            && (own.contains(address) || address.equals("127.0.0.1") || address.equals("::1"));
  }

  private static void assertOriented(
      ConnectionEvent event, HostView host, Direction direction, String local, String remote) {
    assertThat(Orientation.orient(event, host))
        .isEqualTo(new OrientedConnection(direction, event.protocol(), end(local), end(remote)));
  }
}
