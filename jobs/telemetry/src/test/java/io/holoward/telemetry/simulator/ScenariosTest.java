package io.holoward.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.observation.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenariosTest {

  private static final String SOUND =
      """
      attacks:
        - name: beacon
          description: it calls home
          program: lsass
          hosts: {role: workstation, count: 1}
          phase: live
          start: 25 %
          duration: 2 h
          steps:
            - {action: connect, peer: 192.0.2.66, ports: [443, 4444], every: 1 min, jitter: 10 %}
      updates:
        - name: patch-day
          description: one port more
          program: chrome
          hosts: {role: workstation, share: 50 %}
          rollout: 4 h
          behaviours:
            - {direction: out, peer: internet, port: 8443, per-day: 24, rhythm: office}
      """;

  @Test
  void theBuiltInFileHoldsAttacksAndUpdates() {
    assertThat(Scenarios.builtIn().summaries())
        .extracting(Scenarios.Summary::name)
        .contains(
            "lateral-movement",
            "c2-beacon",
            "dns-tunnel",
            "odd-port-service",
            "relayed-traffic",
            "slow-poisoning",
            "update:browser-protocol",
            "update:inventory-rollout")
        .doesNotHaveDuplicates();
  }

  @Test
  void theDemonstrationIsPartOfTheBuiltInFile() {
    assertThat(Scenarios.demonstration().attacks())
        .hasSize(6)
        .isSubsetOf(Scenarios.builtIn().attacks());
    assertThat(Scenarios.demonstration().updates()).isEmpty();
  }

  @Test
  void aFileIsReadAsItIsWritten() {
    Scenarios scenarios = ScenarioReader.read("my.yaml", SOUND);
    AttackScenario attack = scenarios.attacks().get(0);
    assertThat(attack.timing())
        .isEqualTo(
            new Timing(Phase.LIVE, new Extent(null, 0.25), new Extent(Duration.ofHours(2), 0)));
    assertThat(attack.steps().get(0).ports()).containsExactly(443, 4_444);
    assertThat(attack.steps().get(0).cadence())
        .isEqualTo(new Cadence.Every(Duration.ofMinutes(1), 0.1));
    UpdateScenario update = scenarios.updates().get(0);
    assertThat(update.hosts()).isEqualTo(new Placement(Role.WORKSTATION, 0, 0.5));
    assertThat(update.behaviours())
        .containsExactly(
            Behaviour.out(Protocol.TCP, Peer.INTERNET, 8_443, 24).during(Rhythm.OFFICE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: beacon | name: Beacon Nr 1 | 2:11 | attacks[0].name | small letters",
        "program: lsass | program: lsas | 4:14 | attacks[0].program | expected a program of the role: lsass,",
        "role: workstation, count | role: laptop, count | 5:19 | attacks[0].hosts.role | expected one of workstation",
        "count: 1 | count: 0 | 5:39 | attacks[0].hosts.count | from 1 to",
        "start: 25 % | start: soon | 7:12 | attacks[0].start | a share such as 25 % or a duration",
        "start: 25 % | begin: 25 % | 7:5 | attacks[0].begin | unknown key; expected one of name,",
        "4444] | 70000] | 10:58 | attacks[0].steps[0].ports[1] | a port from 1 to 65535",
        "192.0.2.66 | 192.0.2.666 | 10:33 | attacks[0].steps[0].peer | an IPv4 address or one of domain-controller",
        "every: 1 min | every: often | 10:72 | attacks[0].steps[0].every | a duration such as",
        "action: connect | action: dance | 10:18 | attacks[0].steps[0].action | expected one of connect, accept, relay",
        "jitter: 10 % | times: 3 | 10:9 | attacks[0].steps[0] | one of times, every",
        "jitter: 10 % | factor: 3 | 10:87 | attacks[0].steps[0].factor | only there",
        "share: 50 % | share: 500 % | 15:39 | updates[0].hosts.share | from 0 % to 100 %",
        "rhythm: office | rhythm: siesta | 18:75 | updates[0].behaviours[0].rhythm | always, office, night",
        "port: 8443, | '' | 18:9 | updates[0].behaviours[0].port | missing",
        "name: patch-day | name: beacon | 12:11 | updates[0].name | no other scenario has",
      })
  void whatIsWrongIsToldWithItsPlaceAndWhatWasExpected(
      String sound, String wrong, String place, String key, String message) {
    assertThat(SOUND).contains(sound);
    assertThatThrownBy(() -> ScenarioReader.read("my.yaml", SOUND.replace(sound, wrong)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("my.yaml:" + place + ": " + key + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    String wrong = SOUND.replace("start: 25 %", "start: soon").replace("port: 8443", "port: 0");
    assertThatThrownBy(() -> ScenarioReader.read("my.yaml", wrong))
        .hasMessageContaining("attacks[0].start")
        .hasMessageContaining("updates[0].behaviours[0].port");
  }

  @Test
  void whatIsNoYamlOrNoMappingIsRefused(@TempDir Path directory) throws Exception {
    for (String text : List.of("", "attacks: [", "- a\n- b\n", "attacks: 3", "attacks: [3]")) {
      Path file = Files.writeString(directory.resolve("wrong.yaml"), text);
      assertThatThrownBy(() -> Scenarios.read(file))
          .as(text)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("wrong.yaml");
    }
    assertThatThrownBy(() -> Scenarios.read(directory.resolve("absent.yaml")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("absent.yaml");
  }

  @Test
  void aScenarioThatNoHostFitsIsRefused() {
    String yaml = SOUND.replace("workstation, count: 1", "application-server, count: 1");
    SimulationPlan plan =
        SimulationPlan.of(1, 10, Instant.parse("2026-03-02T00:00:00Z"), Duration.ofHours(2))
            .with(ScenarioReader.read("my.yaml", yaml));
    assertThatThrownBy(() -> new FleetSimulator(plan))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("beacon: no application-server of this fleet runs lsass");
  }
}
