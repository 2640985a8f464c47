package io.holoward.detection.flow;

import static io.holoward.detection.flow.Flows.MINUTE;
import static io.holoward.detection.flow.Flows.UNSETTLED;
import static io.holoward.detection.flow.Flows.flow;
import static io.holoward.detection.flow.Flows.group;
import static io.holoward.detection.flow.Flows.learned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.detection.observation.RoundTrip;
import io.holoward.entropy.DriftRules;
import io.holoward.entropy.RttRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowGroupTest {

  private static final List<FlowAnomaly> DEVIATION = List.of(FlowAnomaly.RTT_DEVIATION);
  private static final List<FlowAnomaly> MISMATCH = List.of(FlowAnomaly.PORT_NONSTANDARD);
  private static final String TEXT = "TLS on port 8443";

  @Test
  void aFlowThatDeviatesIsAnnotatedAndRaisedAtOnce() {
    FlowGroup group = learned(UNSETTLED, 40);
    FlowOutcome outcome = group.observe(flow(40 * MINUTE, 84, 40), null, null);
    FlowObservation seen = outcome.observation();
    assertThat(seen.anomalies()).isEqualTo(DEVIATION);
    assertThat(seen.comparison().values()).isEqualTo(40);
    assertThat(Math.exp(seen.comparison().logMean())).isBetween(9.0, 11.0);
    assertThat(seen.comparison().zScore()).isGreaterThan(15);
    assertThat(seen.comparison().limit()).isEqualTo(4);
    assertThat(seen.text())
        .matches("round-trip time 84 ms against a usual [0-9.]+ ms \\(z [0-9.]+, limit 4\\)");
    FlowFinding finding = outcome.findings().get(0);
    assertThat(finding.anomalies()).isEqualTo(DEVIATION);
    assertThat(finding.text()).isEqualTo(seen.text());
    assertThat(finding.source().position()).isEqualTo(40);
    assertThat(finding.firstSeen()).isEqualTo(40 * MINUTE);
    assertThat(finding.count()).isEqualTo(1);
  }

  @Test
  void nothingIsSaidOfAFlowBeforeEnoughWindowsWereLearned() {
    assertThat(group(UNSETTLED).observe(flow(0, 5, 0), null, null).observation())
        .isEqualTo(new FlowObservation(List.of(), null, null, false, null));
    FlowObservation early =
        learned(UNSETTLED, 29).observe(flow(29 * MINUTE, 900, 29), null, null).observation();
    assertThat(early.anomalies()).isEmpty();
    assertThat(early.comparison().values()).isEqualTo(29);
    assertThat(early.comparison().zScore()).isNull();
    assertThat(learned(UNSETTLED, 30).observe(flow(30 * MINUTE, 900, 30), null, null).observation())
        .extracting(FlowObservation::anomalies)
        .isEqualTo(DEVIATION);
  }

  @Test
  void aFlowWithoutARoundTripTimeIsNotJudgedByIt() {
    FlowGroup group = learned(UNSETTLED, 40);
    FlowObservation seen =
        group.observe(flow(40 * MINUTE, (RoundTrip) null, 40), null, null).observation();
    assertThat(seen.comparison().values()).isEqualTo(40);
    assertThat(seen.comparison().zScore()).isNull();
    assertThat(seen.lastWindow().windowEnd()).isEqualTo(40 * MINUTE);
    assertThat(group.nextClose()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aWindowAddsUpSamplesAndSummaries() {
    FlowGroup group = group(UNSETTLED);
    group.observe(flow(1, RoundTrip.samples(List.of(2.0, 4.0)), 0), null, null);
    group.observe(flow(2, RoundTrip.summary(2, 9, 1, 7, 11), 1), null, null);
    group.advance(MINUTE);
    WindowStatistics last =
        group.observe(flow(MINUTE, 3, 2), null, null).observation().lastWindow();
    assertThat(last.windowEnd()).isEqualTo(MINUTE);
    assertThat(last.count()).isEqualTo(4);
    assertThat(last.mean()).isEqualTo(6);
    assertThat(last.standardDeviation()).isCloseTo(Math.sqrt(10), within(1e-12));
    assertThat(last.min()).isEqualTo(2);
    assertThat(last.max()).isEqualTo(11);
  }

  @Test
  void whatRepeatsIsCountedAndRaisedAgainInTheNextObservationWindow() {
    FlowGroup group = group(UNSETTLED);
    List<FlowFinding> findings = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long time = i * 6_000L;
      findings.addAll(mismatch(group, time, i).findings());
    }
    assertThat(findings.stream().filter(f -> !f.repetition()).map(FlowFinding::firstSeen))
        .containsExactly(0L, 5 * MINUTE);
    assertThat(findings.stream().filter(FlowFinding::repetition).map(FlowFinding::count))
        .containsExactly(9L, 10L, 10L, 10L, 10L, 9L, 10L, 10L, 10L);
    assertThat(group.nextClose()).isEqualTo(10 * MINUTE);
    findings.addAll(group.advance(10 * MINUTE));
    assertThat(findings).extracting(FlowFinding::anomalies).containsOnly(MISMATCH);
    assertThat(findings.stream().mapToLong(FlowFinding::count).sum()).isEqualTo(100);
    assertThat(group.nextClose()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatRepeatedTheFindingBeforeIsHandedOverWithTheNext() {
    FlowRules rules = new FlowRules(RttRules.DEFAULT, DriftRules.DEFAULT, MINUTE, 9000, 2 * MINUTE);
    FlowGroup group = group(rules);
    mismatch(group, 110_000, 1);
    mismatch(group, 115_000, 2);
    List<FlowFinding> findings = mismatch(group, 121_000, 3).findings();
    assertThat(findings).extracting(FlowFinding::repetition).containsExactly(true, false);
    assertThat(findings).extracting(FlowFinding::firstSeen).containsExactly(115_000L, 121_000L);
    assertThat(findings).extracting(FlowFinding::count).containsExactly(1L, 1L);
    assertThat(group.advance(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void aWindowThatDeviatesIsAFindingOfItsOwnWithTheMismatchesSeenInIt() {
    FlowGroup group = learned(UNSETTLED, 40);
    assertThat(
            group.observe(flow(40 * MINUTE, 12, 40), FlowAnomaly.PORT_NONSTANDARD, TEXT).findings())
        .extracting(FlowFinding::anomalies)
        .containsExactly(MISMATCH);
    assertThat(group.observe(flow(40 * MINUTE + 5, 84, 41), null, null).findings())
        .extracting(FlowFinding::anomalies)
        .containsExactly(DEVIATION);
    FlowFinding window = group.advance(41 * MINUTE).get(0);
    assertThat(window.anomalies())
        .containsExactly(FlowAnomaly.RTT_DEVIATION, FlowAnomaly.PORT_NONSTANDARD);
    assertThat(window.text()).matches("round-trip time 48 ms against a usual .*; " + TEXT);
    assertThat(window.source().position()).isEqualTo(40);
    assertThat(window.count()).isEqualTo(2);
    assertThat(window.firstSeen()).isEqualTo(40 * MINUTE);
    assertThat(window.lastSeen()).isEqualTo(40 * MINUTE + 5);
    assertThat(group.model.baseline.count()).isEqualTo(40);
  }

  @Test
  void aWindowAddsNothingWhenAFlowOfTheSameObservationWindowHasSaidTheSame() {
    FlowGroup group = learned(UNSETTLED, 40);
    assertThat(group.observe(flow(40 * MINUTE, 84, 40), null, null).findings()).hasSize(1);
    assertThat(group.advance(41 * MINUTE)).isEmpty();
    assertThat(group.model.baseline.count()).isEqualTo(40);
  }

  @Test
  void aNewLevelIsSaidOnceAndMarksFlowsUntilTheNextWindowCloses() {
    FlowGroup group = learned(UNSETTLED, 40);
    List<FlowFinding> shifts = new ArrayList<>();
    List<Long> marked = new ArrayList<>();
    for (int i = 40; i < 90; i++) {
      FlowOutcome outcome = group.observe(flow(i * MINUTE, 40 + i % 3, i), null, null);
      outcome.findings().stream()
          .filter(f -> f.anomalies().contains(FlowAnomaly.RTT_LEVEL_SHIFT))
          .forEach(shifts::add);
      if (outcome.observation().anomalies().contains(FlowAnomaly.RTT_LEVEL_SHIFT)) {
        marked.add((long) i);
        assertThat(outcome.observation().text()).contains("have settled at 41 ms after");
      }
    }
    assertThat(shifts).hasSize(1);
    assertThat(shifts.get(0).text()).matches("round-trip times have settled at 41 ms after .* ms");
    assertThat(marked).containsExactly(60L);
  }

  @Test
  void aLateFlowIsAnnotatedButNeverLearned() {
    FlowGroup group = learned(UNSETTLED, 40);
    group.advance(Long.MAX_VALUE);
    byte[] before = group.toBytes();
    FlowObservation seen = group.observe(flow(9, 10, 99), null, null).observation();
    assertThat(seen.late()).isTrue();
    assertThat(seen.comparison().zScore()).isNotNull();
    assertThat(group.toBytes()).isEqualTo(before);
    assertThat(mismatch(group, 9, 100).findings()).hasSize(1);
    assertThat(mismatch(group, 8, 101).findings()).isEmpty();
    assertThat(group.advance(Long.MAX_VALUE)).extracting(FlowFinding::count).containsExactly(1L);
  }

  @Test
  void aWindowThatWasClosedInSilenceIsNotOpenedAgain() {
    FlowGroup group = learned(UNSETTLED, 40);
    group.advance(40 * MINUTE);
    WindowStatistics last = group.lastWindow;
    assertThat(group.observe(flow(39 * MINUTE + 1, 10, 40), null, null).observation().late())
        .isTrue();
    assertThat(group.advance(Long.MAX_VALUE)).isEmpty();
    assertThat(group.lastWindow).isEqualTo(last);
  }

  @Test
  void theNinthOpenWindowClosesTheOldestEarly() {
    FlowRules patient =
        new FlowRules(RttRules.DEFAULT, DriftRules.DEFAULT, MINUTE, 100 * MINUTE, MINUTE);
    FlowGroup group = group(patient);
    for (int i = 10; i < 18; i++) {
      assertThat(group.observe(flow(i * MINUTE, 5, i), null, null).observation().late()).isFalse();
    }
    assertThat(group.nextClose()).isEqualTo(111 * MINUTE);
    assertThat(group.observe(flow(9 * MINUTE, 5, 9), null, null).observation().late()).isTrue();
    group.observe(flow(18 * MINUTE, 5, 18), null, null);
    assertThat(group.nextClose()).isEqualTo(112 * MINUTE);
    FlowObservation seen = group.observe(flow(10 * MINUTE, 5, 19), null, null).observation();
    assertThat(seen.late()).isTrue();
    assertThat(seen.lastWindow().windowEnd()).isEqualTo(11 * MINUTE);
  }

  @Test
  void theMostExtremeTimesBreakNothing() {
    FlowGroup group = learned(UNSETTLED, 40);
    group.observe(flow(40 * MINUTE, 1e9, 40), null, null);
    group.observe(flow(40 * MINUTE, 1e-6, 41), null, null);
    group.observe(flow(40 * MINUTE, 1e9, 42), null, null);
    group = FlowGroup.fromBytes(group.toBytes(), UNSETTLED);
    group.advance(Long.MAX_VALUE);
    assertThat(FlowGroup.fromBytes(group.toBytes(), UNSETTLED).toBytes())
        .isEqualTo(group.toBytes());
    assertThat(group.model.baseline.count()).isEqualTo(40);
  }

  private static FlowOutcome mismatch(FlowGroup group, long time, long number) {
    return group.observe(flow(time, (RoundTrip) null, number), FlowAnomaly.PORT_NONSTANDARD, TEXT);
  }
}
