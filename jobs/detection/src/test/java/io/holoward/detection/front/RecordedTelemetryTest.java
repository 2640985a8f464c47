package io.holoward.detection.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.identity.ImagePath;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.entropy.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The front over recorded Windows telemetry, where that is present. */
class RecordedTelemetryTest {

  @Test
  void inboundFilteringEventsHaveTheirLocalEndAsDestinationWhereverThatCanBeDecided()
      throws IOException {
    int decided = 0;
    for (List<TelemetryEvent> scenario : RecordedEvents.scenarios()) {
      Hosts hosts = new Hosts(new HostNames(List.of()), 1_000);
      scenario.forEach(event -> learn(hosts, event));
      for (TelemetryEvent event : scenario) {
        if (event instanceof ConnectionEvent connection
            && connection.sensor() == Sensor.WINDOWS_FILTERING
            && connection.direction() == Direction.IN
            && connection.protocol() == Protocol.TCP) {
          HostView host = hosts.of(event.organisation(), event.host());
          boolean source = host.isOwn(connection.first().address());
          boolean destination = host.isOwn(connection.second().address());
          if (source != destination) {
            decided++;
            assertThat(destination).as("%s", connection).isTrue();
          }
        }
      }
    }
    assertThat(decided).isGreaterThan(400);
  }

  @Test
  void everyConnectionComesOutOnceAsConnectionOrTwin() throws IOException {
    int connections = 0;
    int twins = 0;
    int listeners = 0;
    int starts = 0;
    for (List<TelemetryEvent> scenario : RecordedEvents.scenarios()) {
      Collected out = run(scenario);
      connections += out.connections.size();
      twins += out.twins.size();
      listeners += out.listeners.size();
      starts += out.starts.size();
    }
    assertThat(connections + twins).isEqualTo(9_970);
    assertThat(listeners).isEqualTo(11_324);
    assertThat(starts).isEqualTo(799);
    assertThat(twins).isEqualTo(1_985);
  }

  @Test
  void asManyTwinsAreFoundAsReportsOfBothSensorsAgree() throws IOException {
    for (List<TelemetryEvent> scenario : RecordedEvents.scenarios()) {
      Map<List<Object>, Integer> sysmon = reports(scenario, Sensor.SYSMON);
      Map<List<Object>, Integer> filtering = reports(scenario, Sensor.WINDOWS_FILTERING);
      int agreeing =
          sysmon.entrySet().stream()
              .mapToInt(
                  entry -> Math.min(entry.getValue(), filtering.getOrDefault(entry.getKey(), 0)))
              .sum();
      long unknownImages =
          scenario.stream()
              .filter(ConnectionEvent.class::isInstance)
              .filter(event -> ImagePath.normalise(event.process().image()) == null)
              .count();
      Collected out = run(scenario, new Front(withMaxGap(24 * 3_600_000L)));
      assertThat(out.twins.size()).isBetween(agreeing, (int) (agreeing + unknownImages));
    }
  }

  /** How often a sensor reported each connection whose image it knew. */
  private static Map<List<Object>, Integer> reports(List<TelemetryEvent> scenario, Sensor sensor) {
    Map<List<Object>, Integer> reports = new HashMap<>();
    for (TelemetryEvent event : scenario) {
      String image = ImagePath.normalise(event.process().image());
      if (event instanceof ConnectionEvent connection
          && connection.sensor() == sensor
          && image != null
          && TwinPairing.mayHaveTwin(connection)) {
        reports.merge(sameConnection(connection, image), 1, Integer::sum);
      }
    }
    return reports;
  }

  private static List<Object> sameConnection(ConnectionEvent connection, String image) {
    return List.of(
        connection.host(),
        connection.protocol(),
        connection.direction(),
        new HashSet<>(List.of(connection.first(), connection.second())),
        image);
  }

  @Test
  void serversShowTheServicesTheyOfferAndNoEphemeralPortInstead() throws IOException {
    Map<String, Set<String>> inbound = new HashMap<>();
    for (List<TelemetryEvent> scenario : RecordedEvents.scenarios()) {
      for (Collected.Counted counted : run(scenario).connections) {
        String image = ImagePath.normalise(counted.process().image());
        if (counted.connection().direction() == Direction.IN
            && image != null
            && counted.event().host().startsWith("mordordc")) {
          inbound
              .computeIfAbsent(ImagePath.fileName(image), name -> new HashSet<>())
              .addAll(counted.signature().features());
        }
      }
    }
    assertThat(inbound.get("dns.exe"))
        .contains("inboundWellKnownUDPPort_53")
        .noneMatch(feature -> feature.startsWith("inboundHasEphemeralUDP"));
    assertThat(inbound.get("lsass.exe"))
        .contains("inboundWellKnownTCPPort_389", "inboundWellKnownTCPPort_88")
        .noneMatch(feature -> feature.startsWith("inboundHasEphemeralUDP"));
    assertThat(inbound.get("system")).contains("inboundWellKnownTCPPort_445");
  }

  @Test
  void aRestartInTheMiddleChangesNothing() throws IOException {
    Random random = new Random(5);
    for (List<TelemetryEvent> scenario : RecordedEvents.scenarios()) {
      Collected out = new Collected();
      Front front = new Front(FrontSettings.defaults());
      int restart = random.nextInt(scenario.size());
      for (int i = 0; i < scenario.size(); i++) {
        if (i == restart) {
          front = restarted(front);
        }
        front.accept(scenario.get(i), out);
      }
      front.finish(out);
      Collected expected = run(scenario);
      assertThat(summary(out)).isEqualTo(summary(expected));
      assertThat(out.twins.size()).isEqualTo(expected.twins.size());
    }
  }

  @Test
  void hostsThatMoveBetweenSubtasksCountEachConnectionOnce() throws IOException {
    for (List<TelemetryEvent> scenario : RecordedEvents.scenarios()) {
      Collected out = new Collected();
      List<Front> fronts = List.of(newFront(), newFront(), newFront());
      for (int i = 0; i < scenario.size(); i++) {
        if (i % 50 == 49) {
          fronts = rescaled(fronts);
        }
        TelemetryEvent event = scenario.get(i);
        int subtask = Math.floorMod(event.host().hashCode() + (i + 1) / 50, fronts.size());
        fronts.get(subtask).accept(event, out);
      }
      fronts.forEach(front -> front.finish(out));
      Collected expected = run(scenario);
      assertThat(out.connections.size()).isEqualTo(expected.connections.size());
      assertThat(out.twins.size()).isEqualTo(expected.twins.size());
    }
  }

  private static Front restarted(Front front) {
    Front next = newFront();
    next.restoreLearned(List.of(front.snapshotLearned().toBytes()));
    next.restoreHeld(List.of(front.snapshotHeld()));
    return next;
  }

  /** All learned snapshots go to every front, each held one to some front. */
  private static List<Front> rescaled(List<Front> fronts) {
    List<byte[]> learned =
        fronts.stream().map(Front::snapshotLearned).map(LearnedSnapshot::toBytes).toList();
    List<Front> next = new ArrayList<>();
    for (Front front : fronts) {
      Front restored = newFront();
      restored.restoreLearned(learned);
      restored.restoreHeld(List.of(front.snapshotHeld()));
      next.add(restored);
    }
    return next;
  }

  private static Map<List<Object>, Integer> summary(Collected out) {
    Map<List<Object>, Integer> summary = new HashMap<>();
    for (Collected.Counted counted : out.connections) {
      InstanceKey key = counted.key();
      Signature signature = counted.signature();
      summary.merge(List.of(key, signature, counted.process()), 1, Integer::sum);
    }
    return summary;
  }

  private static Collected run(List<TelemetryEvent> scenario) {
    return run(scenario, newFront());
  }

  private static Collected run(List<TelemetryEvent> scenario, Front front) {
    Collected out = new Collected();
    scenario.forEach(event -> front.accept(event, out));
    front.finish(out);
    return out;
  }

  private static FrontSettings withMaxGap(long millis) {
    FrontSettings defaults = FrontSettings.defaults();
    return new FrontSettings(
        defaults.domains(),
        defaults.ephemeralLow(),
        millis,
        defaults.maxTwins(),
        defaults.holdMillis(),
        defaults.maxHeld(),
        defaults.maxInstances(),
        defaults.maxHosts());
  }

  private static Front newFront() {
    return new Front(FrontSettings.defaults());
  }

  private static void learn(Hosts hosts, TelemetryEvent event) {
    Host host = hosts.of(event.organisation(), event.host());
    if (event instanceof ConnectionEvent connection) {
      host.learn(connection);
    } else if (event instanceof ListenEvent listen) {
      host.learn(listen);
    }
  }
}
