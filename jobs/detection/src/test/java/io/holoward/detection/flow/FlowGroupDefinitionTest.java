package io.holoward.detection.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.detection.flow.FlowGroupByDefinition.Said;
import io.holoward.detection.flow.Flows.Arrival;
import io.holoward.entropy.DriftRules;
import io.holoward.entropy.RttRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random lives of a flow group against the definition, and however they are interrupted. */
class FlowGroupDefinitionTest {

  private static final long SETTLE = 25_000;

  /** So easily excited that every verdict occurs often. */
  private static final FlowRules RULES =
      new FlowRules(
          new RttRules(true, 3, 8, 10_000, 0.05, 4, true),
          new DriftRules(12, 0.5, 0.1, 5, 0.05),
          60_000,
          SETTLE,
          300_000);

  @Test
  void everyAnnotationAndFindingIsThatOfTheDefinition() {
    Set<FlowAnomaly> seen = EnumSet.noneOf(FlowAnomaly.class);
    int late = 0;
    int repetitions = 0;
    for (int seed = 0; seed < 25; seed++) {
      FlowGroup group = Flows.group(RULES);
      FlowGroupByDefinition definition = new FlowGroupByDefinition(RULES);
      List<FlowFinding> findings = new ArrayList<>();
      List<Arrival> arrivals = Flows.restless(seed, 500, SETTLE, seed % 2 == 0 ? 0 : 0.05);
      for (int i = 0; i < arrivals.size(); i++) {
        FlowOutcome outcome = arrivals.get(i).at(group);
        definition.observe(arrivals.get(i));
        findings.addAll(outcome.findings());
        FlowObservation observation = outcome.observation();
        assertThat(observation.anomalies()).isEqualTo(definition.annotations.get(i));
        assertThat(observation.late()).isEqualTo(definition.late.get(i));
        assertSameScore(observation.comparison(), definition.zScores.get(i));
        seen.addAll(observation.anomalies());
        late += observation.late() ? 1 : 0;
      }
      findings.addAll(group.advance(Long.MAX_VALUE));
      definition.advance(Long.MAX_VALUE);
      assertSaid(findings, definition.said);
      assertThat(flowCounts(definition.said)).isEqualTo(definition.anomalousFlows);
      repetitions += (int) findings.stream().filter(FlowFinding::repetition).count();
    }
    assertThat(seen).containsExactlyInAnyOrder(FlowAnomaly.values());
    assertThat(late).isGreaterThan(100);
    assertThat(repetitions).isGreaterThan(100);
  }

  @Test
  void neitherAdvancingNorRestoringInBetweenChangesAnything() {
    for (int seed = 100; seed < 115; seed++) {
      List<Arrival> arrivals = Flows.restless(seed, 600, SETTLE, seed % 2 == 0 ? 0 : 0.02);
      FlowGroup plain = Flows.group(RULES);
      List<FlowObservation> observations = new ArrayList<>();
      List<FlowFinding> findings = new ArrayList<>();
      for (Arrival arrival : arrivals) {
        FlowOutcome outcome = arrival.at(plain);
        observations.add(outcome.observation());
        findings.addAll(outcome.findings());
      }
      findings.addAll(plain.advance(Long.MAX_VALUE));

      long[] watermarks = watermarks(arrivals);
      Random random = new Random(seed);
      FlowGroup interrupted = Flows.group(RULES);
      List<FlowObservation> observationsAgain = new ArrayList<>();
      List<FlowFinding> findingsAgain = new ArrayList<>();
      for (int i = 0; i < arrivals.size(); i++) {
        if (random.nextInt(3) == 0) {
          long behind = random.nextInt(90_000);
          findingsAgain.addAll(interrupted.advance(watermarks[i] - SETTLE - behind));
        }
        if (random.nextInt(3) == 0) {
          findingsAgain.addAll(interrupted.advance(watermarks[i] - SETTLE));
          assertThat(interrupted.nextClose()).isGreaterThan(watermarks[i]);
        }
        if (random.nextInt(3) == 0) {
          interrupted = FlowGroup.fromBytes(interrupted.toBytes(), RULES);
        }
        FlowOutcome outcome = arrivals.get(i).at(interrupted);
        observationsAgain.add(outcome.observation());
        findingsAgain.addAll(outcome.findings());
      }
      while (interrupted.nextClose() != Long.MAX_VALUE) {
        findingsAgain.addAll(interrupted.advance(interrupted.nextClose() - SETTLE));
      }
      assertThat(observationsAgain).isEqualTo(observations);
      assertThat(findingsAgain).isEqualTo(findings);
      assertThat(interrupted.toBytes()).isEqualTo(plain.toBytes());
    }
  }

  @Test
  void flowsThatOvertakeEachOtherWithinTheTimeToSettleTeachTheSame() {
    for (int seed = 200; seed < 210; seed++) {
      List<Arrival> arrivals = Flows.restless(seed, 600, SETTLE, 0);
      List<Arrival> sorted =
          arrivals.stream()
              .sorted((a, b) -> Long.compare(a.flow().eventTime(), b.flow().eventTime()))
              .toList();
      assertThat(sorted).isNotEqualTo(arrivals);
      assertThat(windows(arrivals)).isEqualTo(windows(sorted));
    }
  }

  /** The ends, counts and extremes of all windows, with the verdict that holds after each. */
  private static List<String> windows(List<Arrival> arrivals) {
    FlowGroup group = Flows.group(RULES);
    List<String> windows = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      arrival.at(group);
      note(group, windows);
    }
    while (group.nextClose() != Long.MAX_VALUE) {
      group.advance(group.nextClose() - SETTLE);
      note(group, windows);
    }
    return windows;
  }

  private static void note(FlowGroup group, List<String> windows) {
    WindowStatistics last = group.lastWindow;
    if (last != null) {
      String verdict = group.ofTheGroup == null ? "" : group.ofTheGroup.text();
      String window =
          "%d %d %.9f %s".formatted(last.windowEnd(), last.count(), last.mean(), verdict);
      if (windows.isEmpty() || !windows.get(windows.size() - 1).equals(window)) {
        windows.add(window);
      }
    }
  }

  private static long flowCounts(List<Said> said) {
    return said.stream().filter(s -> !s.window()).mapToLong(Said::count).sum();
  }

  private static void assertSameScore(RttComparison comparison, Double expected) {
    if (comparison == null || comparison.zScore() == null) {
      assertThat(expected).isNull();
    } else {
      assertThat(comparison.zScore()).isCloseTo(expected, within(1e-6));
    }
  }

  private static void assertSaid(List<FlowFinding> findings, List<Said> expected) {
    assertThat(findings).hasSameSizeAs(expected);
    for (int i = 0; i < findings.size(); i++) {
      FlowFinding f = findings.get(i);
      Said said =
          new Said(
              f.anomalies(),
              f.source().position(),
              f.firstSeen(),
              f.lastSeen(),
              f.count(),
              f.repetition(),
              expected.get(i).window());
      assertThat(said).isEqualTo(expected.get(i));
    }
  }

  /** At each place the time before which no flow is to come any more. */
  private static long[] watermarks(List<Arrival> arrivals) {
    long[] watermarks = new long[arrivals.size()];
    long earliest = Long.MAX_VALUE;
    for (int i = arrivals.size() - 1; i >= 0; i--) {
      earliest = Math.min(earliest, arrivals.get(i).flow().eventTime());
      watermarks[i] = earliest;
    }
    return watermarks;
  }
}
