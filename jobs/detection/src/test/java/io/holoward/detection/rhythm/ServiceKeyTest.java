package io.holoward.detection.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceKeyTest {

  @Test
  void everyServiceHasAKeyOfItsOwnThatTellsAllOfIt() {
    Map<ServiceKey, String> seen = new HashMap<>();
    String[] addresses = {
      null,
      "0.0.0.0",
      "::",
      "0.0.0.1",
      "::1",
      "10.0.0.9",
      "255.255.255.255",
      "2001:db8::9",
      "ff02::fb"
    };
    for (String address : addresses) {
      for (int port : new int[] {Endpoint.ANY_PORT, 0, 443, 65535}) {
        for (Protocol protocol : Protocol.values()) {
          for (int flags = 0; flags < 4; flags++) {
            Endpoint service = new Endpoint(address, port);
            check(seen, Direction.OUT, protocol, Endpoint.ANY, service, flags);
            check(seen, Direction.IN, protocol, service, Endpoint.ANY, flags);
          }
        }
      }
    }
    assertThat(seen).hasSize(addresses.length * 4 * Protocol.values().length * 4 * 2);
  }

  private static void check(
      Map<ServiceKey, String> seen,
      Direction direction,
      Protocol protocol,
      Endpoint local,
      Endpoint remote,
      int flags) {
    boolean loopback = (flags & 1) != 0;
    boolean blocked = (flags & 2) != 0;
    OrientedConnection connection = new OrientedConnection(direction, protocol, local, remote);
    ServiceKey key = ServiceKey.of(connection, loopback, blocked);
    assertThat(seen.put(key, connection + " " + flags)).isNull();
    assertThat(key.connection()).isEqualTo(connection);
    assertThat(key.loopback()).isEqualTo(loopback);
    assertThat(key.blocked()).isEqualTo(blocked);
    assertThat(key.outbound()).isEqualTo(direction == Direction.OUT);
  }

  @Test
  void aClientThatIsToldApartStandsForItsAddress() {
    Endpoint smb = new Endpoint("10.0.0.9", 445);
    for (String address : new String[] {"10.0.0.1", "fd00::1"}) {
      OrientedConnection accepted =
          new OrientedConnection(Direction.IN, Protocol.TCP, smb, new Endpoint(address, 50_000));
      ServiceKey key = ServiceKey.ofClient(accepted, true);
      assertThat(key.connection())
          .isEqualTo(
              new OrientedConnection(
                  Direction.IN,
                  Protocol.TCP,
                  new Endpoint(null, 445),
                  new Endpoint(address, Endpoint.ANY_PORT)));
      assertThat(key.blocked()).isTrue();
      assertThat(key.outbound()).isFalse();
      assertThat(ServiceKey.ofClient(key.connection(), true)).isEqualTo(key);
      assertThat(key).isNotEqualTo(ServiceKey.of(accepted, false, true));
    }
  }

  @Test
  void theOtherEndIsNoPartOfIt() {
    Endpoint service = new Endpoint("10.0.0.9", 443);
    assertThat(key(new Endpoint("10.0.0.1", 50_000), service))
        .isEqualTo(key(new Endpoint("10.0.0.2", 50_001), service));
  }

  private static ServiceKey key(Endpoint local, Endpoint remote) {
    return ServiceKey.of(
        new OrientedConnection(Direction.OUT, Protocol.TCP, local, remote), false, false);
  }
}
