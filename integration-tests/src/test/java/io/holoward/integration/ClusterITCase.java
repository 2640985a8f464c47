package io.holoward.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.schema.AnnotatedFlow;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.Phase;
import io.holoward.schema.Response;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;
import io.holoward.telemetry.simulator.InjectedAttack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The job jar on a cluster of several processes, between a real broker and a real registry: a fleet
 * is learned, its attacks are found, bad input and faults change nothing of it.
 */
@ExtendWith(SharedRuns.class)
final class ClusterITCase {
  private final Runs runs;
  private final TestPlatform platform;
  private final FleetTelemetry fleet;
  private final FlowTelemetry flows;
  private final JobRun undisturbed;

  ClusterITCase(Runs runs) {
    this.runs = runs;
    platform = runs.platform();
    fleet = runs.fleet();
    flows = runs.flows();
    undisturbed = runs.undisturbed();
  }

  @Test
  void processesOfTheSystemAreLearnedAndSealed() {
    Map<String, IntendedStateSnapshot> latest = new TreeMap<>();
    undisturbed.intendedStates().forEach(state -> latest.put(state.getProcessName(), state));

    assertThat(latest.keySet())
        .anyMatch(name -> name.contains("lsass.exe"))
        .anyMatch(name -> name.contains("svchost.exe"))
        .anyMatch(name -> name.contains("spoolsv.exe"));
    assertThat(latest.values())
        .allSatisfy(
            state -> {
              assertThat(state.getPhase()).isEqualTo(Phase.PROTECTED);
              assertThat(state.getModelVersion()).isEqualTo(1);
              assertThat(state.getContentHash()).isNotBlank();
              assertThat(state.getRecords()).isGreaterThanOrEqualTo(50);
              assertThat(state.getStates()).isNotEmpty();
            });
  }

  @Test
  void everyAttackOnAProcessOfTheSystemIsFoundAsAbnormal() {
    List<ScoredAlarm> alarms = undisturbed.scoredAlarms();

    assertThat(fleet.attacks())
        .filteredOn(attack -> !attack.name().equals("unknown-binary"))
        .hasSize(3)
        .allSatisfy(
            attack ->
                assertThat(alarms)
                    .as(attack.description())
                    .filteredOn(alarm -> isOf(alarm, attack))
                    .anyMatch(alarm -> alarm.getVerdict() == Verdict.ABNORMAL));
  }

  @Test
  void aProgramNobodyKnowsIsFoundAsUnmodelled() {
    InjectedAttack attack =
        fleet.attacks().stream()
            .filter(candidate -> candidate.name().equals("unknown-binary"))
            .findFirst()
            .orElseThrow();

    assertThat(undisturbed.scoredAlarms())
        .filteredOn(alarm -> isOf(alarm, attack))
        .isNotEmpty()
        .allMatch(alarm -> alarm.getVerdict() == Verdict.UNMODELLED);
  }

  private static boolean isOf(ScoredAlarm alarm, InjectedAttack attack) {
    return alarm.getHost().equals(attack.host())
        && attack.process().equalsIgnoreCase(alarm.getImage())
        && !alarm.getEventTime().isBefore(attack.start())
        && !alarm.getEventTime().isAfter(attack.end());
  }

  @Test
  void anAlarmOfAnotherProductIsScored() {
    assertThat(undisturbed.scoredAlarms())
        .filteredOn(alarm -> FleetTelemetry.ALARM_ID.equals(alarm.getAlarmId()))
        .isNotEmpty()
        .allMatch(alarm -> alarm.getVerdict() == Verdict.ABNORMAL);
  }

  @Test
  void whatIsReadIsDecodedOrDeadLetteredAndCountedByKind() {
    long decoded = undisturbed.accumulator("decoded");
    int bad = runs.badEvents().size() + runs.badFlows().size();

    assertThat(undisturbed.accumulator("read")).isEqualTo(undisturbed.sent());
    assertThat(undisturbed.accumulator("deadLettered")).isEqualTo(bad);
    assertThat(decoded).isEqualTo(undisturbed.sent() - bad);
    assertThat(
            undisturbed.accumulator("connections")
                + undisturbed.accumulator("twins")
                + undisturbed.accumulator("processStarts")
                + undisturbed.accumulator("listeners")
                + undisturbed.accumulator("alarmsReceived")
                + undisturbed.accumulator("flows"))
        .isEqualTo(decoded);
    assertThat(undisturbed.accumulator("twins")).isPositive();
  }

  @Test
  void linesOfSysmonGiveTheFindingsThatAvroGives() {
    assertThat(toldOfConnections(runs.lines())).isEqualTo(toldOfConnections(undisturbed));
    assertThat(toldOfConnections(undisturbed)).isNotEmpty();
    assertThat(runs.lines().deadLetters()).isEmpty();
  }

  @Test
  void neitherASavepointNorTheLossOfATaskManagerChangesAFinding() {
    JobRun disturbed = JobRun.ofAvro(platform, "disturbed");
    disturbed.send(fleet.upstreamAlarm());
    disturbed.sendQuietClocks(fleet);
    disturbed.send(fleet.part(0, 3));
    disturbed.sendFlows(flows.usual());
    disturbed.start();
    disturbed.awaitRead(disturbed.sent());

    disturbed.restartFromSavepoint();
    long beforeSavepoint = disturbed.sent();
    disturbed.sendQuietClocks(fleet);
    disturbed.sendFlows(List.of(flows.slow()));
    disturbed.send(fleet.part(1, 3));
    disturbed.awaitRead(disturbed.sent() - beforeSavepoint);
    assertThat(disturbed.restored()).isEqualTo(1);

    disturbed.sendFlows(List.of(flows.foreign()));
    disturbed.send(fleet.part(2, 3));
    platform.flink().replaceTaskManager();
    disturbed.awaitRestored(2);
    disturbed.sendQuietClocks(fleet);
    disturbed.sendClock(fleet);
    disturbed.awaitEnd();
    disturbed.cancel();

    assertThat(told(disturbed)).isEqualTo(told(undisturbed)).isNotEmpty();
    assertThat(annotated(disturbed)).isEqualTo(annotated(undisturbed)).isNotEmpty();
    assertThat(responseIds(disturbed)).isEqualTo(responseIds(undisturbed)).isNotEmpty();
  }

  @Test
  void deliveredExactlyOnceNoFindingIsToldTwiceWhateverIsLost() {
    JobRun exactlyOnce = JobRun.ofExactlyOnce(platform, "exactly-once");
    exactlyOnce.start();
    exactlyOnce.send(fleet.upstreamAlarm());
    exactlyOnce.sendQuietClocks(fleet);
    exactlyOnce.sendFlows(flows.all());
    exactlyOnce.send(fleet.part(0, 2));
    exactlyOnce.awaitRead(exactlyOnce.sent());
    exactlyOnce.send(fleet.part(1, 2));
    platform.flink().replaceTaskManager();
    exactlyOnce.awaitRestored(1);
    exactlyOnce.sendQuietClocks(fleet);
    exactlyOnce.sendClock(fleet);
    exactlyOnce.awaitEnd();
    exactlyOnce.cancel();

    assertThat(exactlyOnce.scoredAlarms().stream().map(Told::by))
        .containsExactlyInAnyOrderElementsOf(told(undisturbed));
  }

  @Test
  void aMisspelledKeyIsRefusedBeforeAnythingIsSubmitted() {
    assertThatThrownBy(
            () ->
                platform
                    .flink()
                    .run(Map.of(), TestPlatform.jobJar(), List.of("--set", "window.sice=5 min")))
        .hasMessageContaining("window.sice");
  }

  private static Set<Told> told(JobRun run) {
    return run.scoredAlarms().stream().map(Told::by).collect(Collectors.toSet());
  }

  /** All that is said of flows, without where they were read. */
  private static Set<AnnotatedFlow> annotated(JobRun run) {
    return run.annotatedFlows().stream()
        .map(flow -> AnnotatedFlow.newBuilder(flow).setSource(null).build())
        .collect(Collectors.toSet());
  }

  private static Set<String> responseIds(JobRun run) {
    return run.responses().stream().map(Response::getId).collect(Collectors.toSet());
  }

  /** Without what flows gave rise to: a sensor on the network does not know their processes. */
  private static Set<Told> toldOfConnections(JobRun run) {
    return run.scoredAlarms().stream()
        .filter(alarm -> !alarm.getDetector().equals("flow"))
        .map(Told::by)
        .collect(Collectors.toSet());
  }
}
