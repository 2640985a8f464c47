package io.holoward.detection.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

  private static OrientedConnection to(Direction direction, String address) {
    return new OrientedConnection(
        direction, Protocol.TCP, new Endpoint("10.0.0.5", 50_123), new Endpoint(address, 443));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "10.1.255.254", "203.0.113.9", "2001:db8::ff", "fe80::255"})
  void anotherMachineIsAPlace(String address) {
    assertThat(Places.isPlace(to(Direction.OUT, address), false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "::1",
        "0.0.0.0",
        "::",
        "224.0.0.251",
        "239.255.255.250",
        "ff02::fb",
        "255.255.255.255",
        "10.1.2.255"
      })
  void theHostItselfAndGroupsOfMachinesAreNone(String address) {
    assertThat(Places.isPlace(to(Direction.OUT, address), false)).isFalse();
  }

  @Test
  void anAddressOfTheHostsOwnIsNoneNorIsAnUnknownOne() {
    assertThat(Places.isPlace(to(Direction.OUT, "10.0.0.5"), true)).isFalse();
    assertThat(Places.isPlace(to(Direction.OUT, null), false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IN", "UNKNOWN"})
  void oneGoesToAPlaceByAnOutboundConnectionOnly(Direction direction) {
    assertThat(Places.isPlace(to(direction, "10.1.2.3"), false)).isFalse();
  }
}
