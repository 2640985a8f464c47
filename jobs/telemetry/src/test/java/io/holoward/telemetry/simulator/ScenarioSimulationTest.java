package io.holoward.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The built-in scenarios in a fleet of 60 hosts. */
class ScenarioSimulationTest {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final SimulationPlan PLAN =
      new SimulationPlan(1, 60, START, Duration.ofHours(60), START.plus(Duration.ofHours(30)))
          .withFlows()
          .with(Scenarios.builtIn());

  private static FleetSimulator simulator;
  private static Map<String, List<TelemetryEvent>> labelled;
  private static List<TelemetryEvent> background;

  @BeforeAll
  static void simulate() {
    simulator = new FleetSimulator(PLAN);
    List<SimulatedEvent> events = events(new FleetSimulator(PLAN));
    labelled =
        events.stream()
            .filter(event -> event.label() != null)
            .collect(
                Collectors.groupingBy(
                    SimulatedEvent::label,
                    Collectors.mapping(SimulatedEvent::event, Collectors.toList())));
    background =
        events.stream().filter(event -> event.label() == null).map(SimulatedEvent::event).toList();
  }

  private static List<SimulatedEvent> events(FleetSimulator from) {
    List<SimulatedEvent> events = new ArrayList<>();
    from.forEachRemaining(events::add);
    return events;
  }

  private static List<ConnectionEvent> connections(String label) {
    return labelled.get(label).stream()
        .filter(event -> event instanceof ConnectionEvent c && c.sensor() == Sensor.SYSMON)
        .map(ConnectionEvent.class::cast)
        .toList();
  }

  private static Instant time(TelemetryEvent event) {
    return Instant.ofEpochMilli(event.eventTime());
  }

  @Test
  void everyScenarioLeavesEventsUnderItsName() {
    Set<String> expected = new TreeSet<>();
    Scenarios.builtIn().summaries().forEach(summary -> expected.add(summary.name()));
    assertThat(labelled.keySet()).isEqualTo(expected);
  }

  @Test
  void whatAnAttackDoesLiesOnItsHostAndInItsTime() {
    for (InjectedAttack attack : simulator.attacks()) {
      assertThat(labelled.get(attack.name()))
          .filteredOn(event -> event.host().equals(attack.host()))
          .as(attack.name())
          .isNotEmpty()
          .allMatch(event -> !time(event).isBefore(attack.start()))
          .allMatch(event -> !time(event).isAfter(attack.end()));
      Set<String> hosts =
          simulator.attacks().stream()
              .filter(other -> other.name().equals(attack.name()))
              .map(InjectedAttack::host)
              .collect(Collectors.toSet());
      assertThat(labelled.get(attack.name())).allMatch(event -> hosts.contains(event.host()));
    }
  }

  @Test
  void aDnsTunnelAsksAResolverOutsideManyTimesOverBothProtocols() {
    List<ConnectionEvent> tunnel = connections("dns-tunnel");
    assertThat(tunnel).hasSizeGreaterThan(900);
    assertThat(tunnel).allMatch(event -> event.second().address().equals("192.0.2.53"));
    assertThat(tunnel).allMatch(event -> event.second().port() == 53);
    assertThat(tunnel).extracting(ConnectionEvent::protocol).contains(Protocol.UDP, Protocol.TCP);
  }

  @Test
  void aServiceOnAnOddPortIsConnectedToFromOutside() {
    assertThat(connections("odd-port-service"))
        .hasSize(15)
        .allMatch(event -> event.direction() == Direction.IN)
        .allMatch(event -> event.second().port() == 31_337)
        .allMatch(event -> !Fleet.isInside(event.first().address()));
  }

  @Test
  void lateralMovementReachesSeveralNeighboursOnEachPort() {
    List<ConnectionEvent> movement = connections("lateral-movement");
    assertThat(movement).extracting(event -> event.second().port()).containsOnly(135, 445, 49_668);
    assertThat(movement).extracting(event -> event.second().address()).hasSize(24);
    assertThat(new HashSet<>(movement.stream().map(e -> e.second().address()).toList())).hasSize(8);
  }

  @Test
  void aBeaconKeepsItsPeriodButForTheJitter() {
    List<Long> times = connections("c2-beacon").stream().map(TelemetryEvent::eventTime).toList();
    long minute = Duration.ofMinutes(1).toMillis();
    // Sysmon reports up to 400 ms late on hosts that audit the filtering platform.
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(0))
          .isBetween(i * minute - minute / 10 - 400, i * minute + minute / 10 + 400);
    }
    assertThat(times).hasSizeGreaterThan(100);
  }

  @Test
  void poisoningBeginsWhileItIsLearnedAndGrows() {
    List<ConnectionEvent> poisoning = connections("slow-poisoning");
    Instant middle = START.plus(Duration.ofHours(36));
    assertThat(poisoning).anyMatch(event -> time(event).isBefore(PLAN.attacksFrom()));
    long early = poisoning.stream().filter(event -> time(event).isBefore(middle)).count();
    assertThat(poisoning.size() - early).isGreaterThan(2 * early);
    assertThat(poisoning).extracting(TelemetryEvent::host).contains(hosts("slow-poisoning"));
  }

  private static String[] hosts(String attack) {
    return simulator.attacks().stream()
        .filter(injected -> injected.name().equals(attack))
        .map(InjectedAttack::host)
        .toArray(String[]::new);
  }

  @Test
  void aRelayShowsInFlowsOnly() {
    assertThat(labelled.get("relayed-traffic")).allMatch(FlowEvent.class::isInstance);
  }

  @Test
  void anUpdateComesToItsShareOfTheHostsOneAfterTheOther() {
    InjectedUpdate update =
        simulator.updates().stream()
            .filter(each -> each.name().equals("update:updater-peers"))
            .findFirst()
            .orElseThrow();
    List<TelemetryEvent> starts =
        labelled.get(update.name()).stream().filter(ProcessStartEvent.class::isInstance).toList();
    long workstations = new Fleet(60, 0.125, true).hosts(Role.WORKSTATION).size();
    assertThat(update.hosts()).isEqualTo((int) Math.ceil(workstations * 0.6));
    assertThat(starts).hasSize(update.hosts());
    assertThat(starts).extracting(TelemetryEvent::host).doesNotHaveDuplicates();
    assertThat(time(starts.get(0))).isEqualTo(update.start());
    assertThat(time(starts.get(starts.size() - 1)))
        .isAfter(update.start().plus(Duration.ofHours(6)))
        .isBefore(update.end());
    for (ConnectionEvent connection : connections(update.name())) {
      TelemetryEvent start =
          starts.stream()
              .filter(event -> event.host().equals(connection.host()))
              .findFirst()
              .orElseThrow();
      assertThat(connection.eventTime()).isGreaterThanOrEqualTo(start.eventTime());
    }
  }

  @Test
  void anUpdateInPlaceKeepsTheImageAndAddsAPort() {
    Set<String> images =
        background.stream().map(event -> event.process().image()).collect(Collectors.toSet());
    List<ConnectionEvent> update = connections("update:backup-agent");
    assertThat(update).isNotEmpty().allMatch(event -> images.contains(event.process().image()));
    assertThat(update).allMatch(event -> event.second().port() == 9_401);
  }

  @Test
  void aProgramThatIsRolledOutWasNowhereBefore() {
    String image = "C:\\Program Files\\Acme Inventory\\InventoryAgent.exe";
    assertThat(labelled.get("update:inventory-rollout"))
        .filteredOn(event -> event.process().guid() != null)
        .allMatch(event -> image.equals(event.process().image()));
    assertThat(background)
        .filteredOn(event -> image.equals(event.process().image()))
        .allMatch(ProcessStartEvent.class::isInstance);
  }

  @Test
  void everydayLifeIsTheSameWhateverTheAttacksAre() {
    SimulationPlan quiet =
        SimulationPlan.of(3, 20, START, Duration.ofHours(12)).with(Scenarios.NONE);
    Scenarios attacks = new Scenarios(Scenarios.builtIn().attacks(), List.of());
    assertThat(
            events(new FleetSimulator(quiet.with(attacks))).stream()
                .filter(event -> event.label() == null)
                .toList())
        .isEqualTo(events(new FleetSimulator(quiet)));
  }

  @Test
  void whatIsRememberedDoesNotGrowWithTheSimulatedTime() {
    SimulationPlan plan =
        SimulationPlan.of(4, 40, START, Duration.ofDays(8)).withFlows().with(Scenarios.builtIn());
    FleetSimulator simulation = new FleetSimulator(plan);
    int[] most = new int[8];
    while (simulation.hasNext()) {
      long millis = simulation.next().event().eventTime() - START.toEpochMilli();
      int day = (int) (millis / Duration.ofDays(1).toMillis());
      most[day] = Math.max(most[day], simulation.pending());
    }
    assertThat(most[0]).isPositive();
    for (int day = 1; day < most.length; day++) {
      assertThat(most[day]).as("day %d", day).isLessThan(2 * most[0]);
    }
  }
}
