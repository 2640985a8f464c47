package io.holoward.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.entropy.RttBaseline;
import io.holoward.entropy.RttBaseline.Verdict;
import io.holoward.entropy.RttRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedFlowsTest {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final String RELAYED = "relayed-traffic";
  private static final String TUNNEL = "tunnel-on-443";

  /** The fleet of a demonstration: history for discovery, then a working day with attacks. */
  private static final SimulationPlan DEMONSTRATION =
      new SimulationPlan(
              1, 40, START, Duration.ofHours(66), START.plus(Duration.ofMinutes(57 * 60 + 40)))
          .withFlows();

  /** Which ports belong to an application, as anybody would say who runs a network. */
  private static final Map<String, Set<Integer>> USUAL_PORTS =
      Map.ofEntries(
          Map.entry("dce_rpc", Set.of(135, 49_668, 49_669)),
          Map.entry("dns", Set.of(53)),
          Map.entry("http", Set.of(80, 8_530)),
          Map.entry("kerberos", Set.of(88)),
          Map.entry("ldap", Set.of(389)),
          Map.entry("llmnr", Set.of(5_355)),
          Map.entry("netbios", Set.of(137, 138)),
          Map.entry("ntp", Set.of(123)),
          Map.entry("postgresql", Set.of(5_432)),
          Map.entry("quic", Set.of(443)),
          Map.entry("smb", Set.of(445)),
          Map.entry("snmp", Set.of(161)),
          Map.entry("ssdp", Set.of(1_900)),
          Map.entry("ssh", Set.of(22)),
          Map.entry("stun", Set.of(3_478)),
          Map.entry("tls", Set.of(443)));

  private static List<SimulatedEvent> demonstration;

  /** A flow and the label it was simulated with. */
  private record Labelled(FlowEvent flow, String label) {

    String group() {
      Endpoint service = flow.connection().service();
      return "%s %s %s %s %s"
          .formatted(
              flow.host(),
              flow.process().image(),
              flow.connection().direction(),
              flow.connection().protocol(),
              service);
    }
  }

  /** The flows of one group in one minute. */
  private static final class Window {
    private final String label;
    private double sum;
    private long count;

    private Window(String label) {
      this.label = label;
    }

    private void add(FlowEvent flow) {
      sum += flow.roundTrip().mean() * flow.roundTrip().count();
      count += flow.roundTrip().count();
    }
  }

  private static List<SimulatedEvent> events(SimulationPlan plan) {
    List<SimulatedEvent> events = new ArrayList<>();
    new FleetSimulator(plan).forEachRemaining(events::add);
    return events;
  }

  private static List<Labelled> flows(List<SimulatedEvent> events) {
    List<Labelled> flows = new ArrayList<>();
    for (SimulatedEvent simulated : events) {
      if (simulated.event() instanceof FlowEvent flow) {
        flows.add(new Labelled(flow, simulated.label()));
      }
    }
    return flows;
  }

  private static List<Labelled> flows(List<SimulatedEvent> events, String label) {
    return flows(events).stream().filter(flow -> label.equals(flow.label())).toList();
  }

  private static Map<String, NavigableMap<Long, Window>> windows(List<Labelled> flows) {
    Map<String, NavigableMap<Long, Window>> groups = new HashMap<>();
    for (Labelled labelled : flows) {
      if (labelled.flow().roundTrip() != null) {
        groups
            .computeIfAbsent(labelled.group(), group -> new TreeMap<>())
            .computeIfAbsent(
                labelled.flow().eventTime() / MINUTE, minute -> new Window(labelled.label()))
            .add(labelled.flow());
      }
    }
    return groups;
  }

  private static InjectedAttack attack(String name) {
    return new FleetSimulator(DEMONSTRATION)
        .attacks().stream().filter(attack -> attack.name().equals(name)).findFirst().orElseThrow();
  }

  @BeforeAll
  static void simulate() {
    demonstration = events(DEMONSTRATION);
  }

  @Test
  void thePlanDecidesEveryFlow() {
    SimulationPlan plan = SimulationPlan.of(2, 10, START, Duration.ofHours(8)).withFlows();
    SimulationPlan other = SimulationPlan.of(3, 10, START, Duration.ofHours(8)).withFlows();
    assertThat(flows(events(plan)))
        .isNotEmpty()
        .isEqualTo(flows(events(plan)))
        .isNotEqualTo(flows(events(other)));
  }

  @Test
  void withoutFlowsAllElseIsTheSame() {
    SimulationPlan plan = SimulationPlan.of(4, 12, START, Duration.ofHours(30));
    List<SimulatedEvent> without = events(plan);
    assertThat(flows(without)).isEmpty();
    assertThat(events(plan.withFlows()))
        .filteredOn(
            simulated ->
                !(simulated.event() instanceof FlowEvent) && !TUNNEL.equals(simulated.label()))
        .isEqualTo(without);
  }

  @Test
  void flowsComeInOrderOfTimeAmongTheOtherEvents() {
    assertThat(demonstration)
        .extracting(simulated -> simulated.event().eventTime())
        .isSorted()
        .allMatch(time -> time < DEMONSTRATION.end().toEpochMilli());
  }

  @Test
  void thereAreFewerFlowsThanOtherEvents() {
    double days = DEMONSTRATION.duration().toHours() / 24.0;
    assertThat(flows(demonstration).size() / days).isBetween(30_000.0, 40_000.0);
    assertThat(flows(demonstration).size()).isLessThan(demonstration.size() / 2);
  }

  @Test
  void everyFlowIsOfAConnectionThatSysmonReports() {
    Set<List<Object>> connections = new HashSet<>();
    for (SimulatedEvent simulated : demonstration) {
      if (simulated.event() instanceof ConnectionEvent event && event.sensor() == Sensor.SYSMON) {
        connections.add(
            List.of(event.process(), event.protocol(), Set.of(event.first(), event.second())));
      }
    }
    assertThat(flows(demonstration))
        .allSatisfy(
            labelled -> {
              FlowEvent flow = labelled.flow();
              Set<Endpoint> ends = Set.of(flow.connection().local(), flow.connection().remote());
              assertThat(
                      connections.contains(
                          List.<Object>of(flow.process(), flow.connection().protocol(), ends)))
                  .as("%s", flow)
                  .isTrue();
              assertThat(flow.startTime()).isLessThanOrEqualTo(flow.eventTime());
            });
  }

  @Test
  void benignApplicationsAreOnTheirOwnPorts() {
    Set<String> seen = new HashSet<>();
    for (Labelled labelled : flows(demonstration)) {
      FlowEvent flow = labelled.flow();
      if (!TUNNEL.equals(labelled.label()) && flow.application() != null) {
        assertThat(USUAL_PORTS.get(flow.application()))
            .as(flow.application())
            .contains(flow.connection().service().port());
        seen.add(flow.application());
      }
    }
    assertThat(seen).isEqualTo(USUAL_PORTS.keySet());
  }

  @Test
  void roundTripTimesAreThoseOfTcp() {
    for (Labelled labelled : flows(demonstration)) {
      FlowEvent flow = labelled.flow();
      if (flow.connection().protocol() == Protocol.TCP) {
        assertThat(flow.roundTrip().samples()).hasSize(RoundTripModel.SAMPLES);
        assertThat(flow.roundTrip().mean()).isBetween(0.1, 400.0);
      } else {
        assertThat(flow.roundTrip()).isNull();
      }
    }
  }

  @Test
  void manyGroupsHaveLearnedTheirTimesBeforeTheFirstAttack() {
    long before = DEMONSTRATION.attacksFrom().toEpochMilli() / MINUTE;
    Map<String, NavigableMap<Long, Window>> groups = windows(flows(demonstration));
    assertThat(groups.values().stream().filter(group -> group.headMap(before, false).size() >= 30))
        .hasSizeGreaterThan(150);
    String relayed = flows(demonstration, RELAYED).get(0).group();
    assertThat(groups.get(relayed).headMap(before, false)).hasSizeGreaterThan(1_000);
  }

  @Test
  void benignNoiseIsHardlyEverFarFromWhatIsUsual() {
    int judged = 0;
    int flagged = 0;
    for (NavigableMap<Long, Window> group : windows(flows(demonstration)).values()) {
      RttBaseline baseline = new RttBaseline(RttRules.DEFAULT);
      for (Window window : group.values()) {
        Verdict verdict = baseline.observe(window.sum / window.count).verdict();
        if (window.label == null && verdict != Verdict.LEARNING) {
          judged++;
          flagged += verdict == Verdict.NORMAL ? 0 : 1;
        }
      }
    }
    assertThat(judged).isGreaterThan(50_000);
    assertThat(flagged).isLessThanOrEqualTo(4);
  }

  @Test
  void aRelayShowsInRoundTripTimesOnlyUntilTheyAreTakenForANewLevel() {
    List<Labelled> relayed = flows(demonstration, RELAYED);
    assertThat(relayed).extracting(Labelled::group).containsOnly(relayed.get(0).group());
    assertThat(relayed).allMatch(flow -> "postgresql".equals(flow.flow().application()));
    assertThat(demonstration)
        .filteredOn(simulated -> RELAYED.equals(simulated.label()))
        .hasSize(relayed.size());
    RttBaseline baseline = new RttBaseline(RttRules.DEFAULT);
    List<Verdict> verdicts = new ArrayList<>();
    for (Window window : windows(flows(demonstration)).get(relayed.get(0).group()).values()) {
      Verdict verdict = baseline.observe(window.sum / window.count).verdict();
      if (window.label != null) {
        verdicts.add(verdict);
      }
    }
    int row = RttRules.DEFAULT.relearn();
    assertThat(verdicts.subList(0, row - 1)).containsOnly(Verdict.ANOMALOUS);
    assertThat(verdicts.get(row - 1)).isEqualTo(Verdict.RELEARNED);
    assertThat(verdicts.subList(row, verdicts.size())).doesNotContain(Verdict.RELEARNED);
  }

  @Test
  void aTunnelIsOneMoreConnectionToAUsualServiceButForItsApplication() {
    InjectedAttack attack = attack(TUNNEL);
    Set<Endpoint> usual = new HashSet<>();
    int tunnelled = 0;
    for (SimulatedEvent simulated : demonstration) {
      if (simulated.event() instanceof ConnectionEvent connection
          && connection.sensor() == Sensor.SYSMON
          && connection.direction() == Direction.OUT
          && isOf(attack, connection)) {
        if (simulated.label() == null) {
          usual.add(connection.second());
        } else {
          assertThat(usual).contains(connection.second());
          tunnelled++;
        }
      }
    }
    List<Labelled> flows = flows(demonstration, TUNNEL);
    assertThat(flows).hasSize(tunnelled).hasSizeGreaterThan(3);
    assertThat(flows)
        .allMatch(flow -> "ssh".equals(flow.flow().application()))
        .allMatch(flow -> flow.flow().connection().service().port() == 443);
  }

  private static boolean isOf(InjectedAttack attack, TelemetryEvent event) {
    return event.host().equals(attack.host()) && event.process().image().equals(attack.process());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 40})
  void theAttacksOnFlowsJoinTheOthersInOrderOfTheirStart(int hosts) {
    SimulationPlan plan = SimulationPlan.of(5, hosts, START, Duration.ofHours(24)).withFlows();
    List<InjectedAttack> attacks = new FleetSimulator(plan).attacks();
    assertThat(attacks)
        .extracting(InjectedAttack::name)
        .containsExactly(
            "lateral-movement", "c2-beacon", RELAYED, "unknown-binary", TUNNEL, "reverse-tunnel");
    assertThat(attacks).extracting(InjectedAttack::host).doesNotHaveDuplicates();
    List<SimulatedEvent> events = events(plan);
    for (InjectedAttack attack : attacks) {
      assertThat(events)
          .filteredOn(event -> attack.name().equals(event.label()))
          .isNotEmpty()
          .extracting(SimulatedEvent::event)
          .allMatch(event -> isOf(attack, event) || event.process().guid() == null)
          .extracting(event -> Instant.ofEpochMilli(event.eventTime()))
          .allMatch(time -> !time.isBefore(attack.start()) && !time.isAfter(attack.end()));
    }
  }
}
