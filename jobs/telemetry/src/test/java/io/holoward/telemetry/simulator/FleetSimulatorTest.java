package io.holoward.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetSimulatorTest {

  private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
  private static final long WINDOW = Duration.ofMinutes(5).toMillis();

  private static SimulationPlan plan(long seed, int hosts, Duration duration) {
    return SimulationPlan.of(seed, hosts, START, duration);
  }

  private static List<SimulatedEvent> events(SimulationPlan plan) {
    List<SimulatedEvent> events = new ArrayList<>();
    new FleetSimulator(plan).forEachRemaining(events::add);
    return events;
  }

  private static List<ConnectionEvent> connections(List<SimulatedEvent> events, Sensor sensor) {
    return events.stream()
        .map(SimulatedEvent::event)
        .filter(ConnectionEvent.class::isInstance)
        .map(ConnectionEvent.class::cast)
        .filter(event -> event.sensor() == sensor)
        .toList();
  }

  /** The service as the simulated sensors spell it: the local end of a datagram is its source. */
  private static Endpoint service(ConnectionEvent event) {
    boolean first =
        event.direction() == Direction.IN
            && event.protocol() == Protocol.UDP
            && event.sensor() == Sensor.SYSMON;
    return first ? event.first() : event.second();
  }

  private static String behaviour(ConnectionEvent event) {
    return "%s %s %s %d"
        .formatted(
            event.process().image().replaceAll("Users\\\\[^\\\\]+", "Users\\\\*"),
            event.direction(),
            event.protocol(),
            service(event).port());
  }

  @Test
  void thePlanDecidesEveryEvent() {
    SimulationPlan plan = plan(1, 12, Duration.ofHours(8));
    assertThat(events(plan))
        .isEqualTo(events(plan))
        .isNotEqualTo(events(plan(2, 12, Duration.ofHours(8))));
  }

  @Test
  void eventsComeInOrderOfTimeWithinThePlan() {
    SimulationPlan plan = plan(3, 12, Duration.ofHours(30));
    assertThat(events(plan))
        .extracting(event -> event.event().eventTime())
        .isSorted()
        .allMatch(time -> time >= START.toEpochMilli() && time < plan.end().toEpochMilli());
  }

  @Test
  void aHostMakesAboutAThousandConnectionsADay() {
    List<SimulatedEvent> day = events(plan(4, 40, Duration.ofDays(1)));
    assertThat(day).hasSizeBetween(40_000, 90_000);
    assertThat(connections(day, Sensor.SYSMON)).hasSizeBetween(30_000, 60_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 40})
  void theFourAttacksLieInTheLastQuarterAndTheirEventsWithinThem(int hosts) {
    SimulationPlan plan = plan(5, hosts, Duration.ofHours(24));
    List<InjectedAttack> attacks = new FleetSimulator(plan).attacks();
    assertThat(attacks)
        .extracting(InjectedAttack::name)
        .containsExactly("lateral-movement", "c2-beacon", "unknown-binary", "reverse-tunnel");
    assertThat(attacks).extracting(InjectedAttack::host).doesNotHaveDuplicates();
    Map<String, Integer> found = new HashMap<>();
    for (SimulatedEvent event : events(plan)) {
      if (event.label() != null) {
        found.merge(event.label(), 1, Integer::sum);
        InjectedAttack attack =
            attacks.stream().filter(a -> a.name().equals(event.label())).findFirst().orElseThrow();
        Instant time = Instant.ofEpochMilli(event.event().eventTime());
        assertThat(time).isBetween(attack.start(), attack.end());
        assertThat(time).isAfterOrEqualTo(plan.attacksFrom());
        assertThat(event.event().host()).isEqualTo(attack.host());
        assertThat(event.event().process().image().toLowerCase(Locale.ROOT))
            .endsWith(attack.process().substring(2).toLowerCase(Locale.ROOT));
      }
    }
    assertThat(found).containsOnlyKeys(attacks.stream().map(InjectedAttack::name).toList());
  }

  @Test
  void eachAttackDoesWhatItsProcessNeverDoesOtherwise() {
    Map<String, Set<String>> ofAttacks = new TreeMap<>();
    Set<String> ofBackground = new HashSet<>();
    for (SimulatedEvent event : events(plan(6, 20, Duration.ofDays(2)))) {
      if (event.event() instanceof ConnectionEvent connection
          && connection.sensor() == Sensor.SYSMON) {
        if (event.label() == null) {
          ofBackground.add(behaviour(connection));
        } else {
          ofAttacks
              .computeIfAbsent(event.label(), label -> new TreeSet<>())
              .add(behaviour(connection));
        }
      }
    }
    assertThat(ofAttacks).hasSize(4);
    ofAttacks.forEach(
        (label, behaviours) ->
            assertThat(ofBackground.containsAll(behaviours)).as(label).isFalse());
    assertThat(ofAttacks.get("lateral-movement"))
        .contains("C:\\Windows\\System32\\lsass.exe OUT TCP 445");
    assertThat(ofAttacks.get("c2-beacon"))
        .containsExactly("C:\\Windows\\System32\\svchost.exe OUT TCP 4444");
  }

  @Test
  void whatTheFleetDoesOnTheSecondDayItDidOnTheFirst() {
    long secondDay = START.plus(Duration.ofDays(1)).toEpochMilli();
    Set<String> first = new TreeSet<>();
    Set<String> second = new TreeSet<>();
    for (SimulatedEvent event : events(plan(7, 20, Duration.ofDays(2)))) {
      if (event.label() == null && event.event() instanceof ConnectionEvent connection) {
        (connection.eventTime() < secondDay ? first : second).add(behaviour(connection));
      }
    }
    assertThat(second).hasSizeGreaterThan(50).isSubsetOf(first);
  }

  @Test
  void everySystemProcessReachesDiscoveryWithinTwoDays() {
    Map<String, String> groups = new HashMap<>();
    Map<String, Set<String>> records = new TreeMap<>();
    Map<String, Set<String>> hosts = new TreeMap<>();
    for (SimulatedEvent simulated : events(plan(8, 10, Duration.ofDays(2)))) {
      TelemetryEvent event = simulated.event();
      String guid = event.process().guid();
      if (event instanceof ProcessStartEvent start) {
        groups.put(guid, start.process().commandLine());
      } else if (event instanceof ConnectionEvent connection
          && connection.sensor() == Sensor.SYSMON) {
        String process = groups.getOrDefault(guid, event.process().image());
        records
            .computeIfAbsent(process, p -> new HashSet<>())
            .add(guid + behaviour(connection) + event.eventTime() / WINDOW);
        hosts.computeIfAbsent(process, p -> new HashSet<>()).add(event.host());
      }
    }
    for (String process :
        List.of(
            "System",
            "C:\\Windows\\System32\\lsass.exe",
            "C:\\Windows\\System32\\services.exe",
            "C:\\Windows\\System32\\spoolsv.exe",
            "C:\\Windows\\System32\\svchost.exe -k LocalService -p",
            "C:\\Windows\\System32\\svchost.exe -k netsvcs -p",
            "C:\\Windows\\System32\\svchost.exe -k NetworkService -p",
            "C:\\Windows\\System32\\svchost.exe -k utcsvc -p",
            "/usr/sbin/sshd -D",
            "nginx: worker process")) {
      assertThat(records.get(process)).as(process).hasSizeGreaterThanOrEqualTo(50);
      assertThat(hosts.get(process)).as(process).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void onAuditedHostsEveryConnectionHasOneTwinAMomentBefore() {
    List<SimulatedEvent> events = events(plan(9, 12, Duration.ofHours(12)));
    Map<Set<Endpoint>, Long> filtering = new HashMap<>();
    Set<String> audited = new HashSet<>();
    for (ConnectionEvent event : connections(events, Sensor.WINDOWS_FILTERING)) {
      filtering.put(Set.of(event.first(), event.second()), event.eventTime());
      audited.add(event.host());
    }
    assertThat(audited).hasSizeBetween(2, 5);
    int twins = 0;
    for (ConnectionEvent event : connections(events, Sensor.SYSMON)) {
      if (audited.contains(event.host())) {
        Long twin = filtering.get(Set.of(event.first(), event.second()));
        assertThat(twin).isNotNull();
        assertThat(event.eventTime() - twin).isBetween(1L, 400L);
        twins++;
      }
    }
    assertThat(twins).isGreaterThan(500);
    assertThat(events)
        .filteredOn(event -> event.event() instanceof ListenEvent)
        .extracting(event -> event.event().host())
        .isSubsetOf(audited);
  }

  @Test
  void peopleWorkByDay() {
    int day = 0;
    int night = 0;
    for (ConnectionEvent event :
        connections(events(plan(10, 12, Duration.ofDays(1))), Sensor.SYSMON)) {
      if (event.process().image().endsWith("chrome.exe")) {
        int hour = Instant.ofEpochMilli(event.eventTime()).atOffset(ZoneOffset.UTC).getHour();
        if (hour >= 8 && hour < 18) {
          day++;
        } else {
          night++;
        }
      }
    }
    assertThat(day).isGreaterThan(8 * night);
  }

  @Test
  void afterTheEndThereIsNothing() {
    FleetSimulator simulator = new FleetSimulator(plan(11, 10, Duration.ofHours(1)));
    simulator.forEachRemaining(event -> {});
    assertThat(simulator.hasNext()).isFalse();
    assertThatThrownBy(simulator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aPlanThatCannotBeKeptIsRefused() {
    assertThatThrownBy(() -> plan(1, 9, Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hosts");
    assertThatThrownBy(() -> plan(1, 10, Duration.ofMinutes(59))).hasMessageContaining("duration");
    assertThatThrownBy(
            () -> new SimulationPlan(1, 10, START, Duration.ofHours(2), START.plusSeconds(7_000)))
        .hasMessageContaining("attacksFrom");
  }
}
