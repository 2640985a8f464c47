package io.holoward.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTest {

  private static void assertDistinct(Fleet fleet, Function<Fleet.Host, String> property) {
    Set<String> seen = new HashSet<>();
    fleet.hosts().forEach(host -> seen.add(property.apply(host)));
    assertThat(seen).hasSize(fleet.hosts().size());
  }

  @ParameterizedTest
  @CsvSource({
    "10,0.125",
    "40,0.125",
    "4000,0",
    "4001,0.5",
    "100000,0",
    "100000,0.125",
    "100000,0.9"
  })
  void noTwoHostsShareAnAddressANameOrAUser(int size, double linuxShare) {
    Fleet fleet = new Fleet(size, linuxShare, true);
    assertThat(fleet.hosts()).hasSize(size);
    assertDistinct(fleet, Fleet.Host::address);
    assertDistinct(fleet, Fleet.Host::name);
    assertDistinct(fleet, Fleet.Host::user);
    for (Fleet.Host host : fleet.hosts()) {
      assertThat(host.address()).matches("10(\\.(25[0-4]|2[0-4]\\d|1?\\d?\\d)){3}");
    }
  }

  @Test
  void hostsAreNumberedRoleByRole() {
    Fleet fleet = new Fleet(500, 0.125, false);
    int next = 0;
    for (Role role : Role.values()) {
      for (Fleet.Host host : fleet.hosts(role)) {
        assertThat(host.role()).isEqualTo(role);
        assertThat(host.index()).isEqualTo(next);
        assertThat(fleet.hosts().get(next)).isSameAs(host);
        next++;
      }
    }
    assertThat(next).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.125, 0.5})
  void theShareOfLinuxIsKept(double share) {
    Fleet fleet = new Fleet(1_000, share, false);
    assertThat(fleet.hosts(Role.LINUX_SERVER)).hasSize(Math.max(2, (int) (1_000 * share)));
  }

  @Test
  void thePeerOfAHostIsAnotherHost() {
    Fleet fleet = new Fleet(100, 0.2, false);
    SplittableRandom random = new SplittableRandom(1);
    for (Fleet.Host host : fleet.hosts()) {
      for (Peer peer : List.of(Peer.WORKSTATION, Peer.LINUX_SERVER, Peer.DOMAIN_CONTROLLER)) {
        Program program = Programs.of(host.role()).get(0);
        assertThat(fleet.address(peer, host, program, random)).isNotEqualTo(host.address());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 40, 1_000})
  void aProgramRunsOnAboutItsShareOfTheHosts(int size) {
    List<Fleet.Host> hosts = new Fleet(size, 0, false).hosts(Role.WORKSTATION);
    for (Program program : Programs.of(Role.WORKSTATION)) {
      long running = hosts.stream().filter(program::isOn).count();
      assertThat((double) running)
          .as(program.name())
          .isBetween(hosts.size() * program.share() - 1.5, hosts.size() * program.share() + 1.5);
    }
  }
}
