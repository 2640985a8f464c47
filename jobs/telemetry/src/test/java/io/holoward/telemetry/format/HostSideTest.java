package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSideTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 8.8.8.8, OUT",
    "8.8.8.8, 10.0.0.1, IN",
    "10.0.0.1, 10.0.0.2, OUT",
    "8.8.8.8, 9.9.9.9, OUT",
    "2001:db8::1, fe80::1, IN",
    "8.8.8.8, 224.0.0.251, OUT",
    "2001:db8::1, ff02::fb, OUT",
    "8.8.8.8, 192.168.1.255, OUT"
  })
  void theHostsEndIsTheOnlyPrivateOneElseTheOriginator(
      String originator, String responder, Direction direction) {
    NetworkFlow flow =
        new NetworkFlow(
            Protocol.TCP, new Endpoint(originator, 1), new Endpoint(responder, 2), Volume.UNKNOWN);
    assertThat(HostSide.ofNetworkSensor(flow)).isEqualTo(direction);
    assertThat(flow.connection(direction).local().address())
        .isEqualTo(direction == Direction.OUT ? originator : responder);
  }

  @ParameterizedTest
  @CsvSource({
    "1023, 1024, IN",
    "1024, 1023, OUT",
    "32767, 32768, IN",
    "32768, 32767, OUT",
    "80, 1023, OUT",
    "1024, 32767, OUT",
    "65535, 32768, OUT",
    "80, -1, IN",
    "-1, 60000, OUT",
    "-1, -1, OUT"
  })
  void aServiceHasThePortOfTheLowerClass(int local, int remote, Direction direction) {
    assertThat(HostSide.byPorts(local, remote)).isEqualTo(direction);
  }
}
