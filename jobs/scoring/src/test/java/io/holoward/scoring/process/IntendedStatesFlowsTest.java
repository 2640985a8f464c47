package io.holoward.scoring.process;

import static io.holoward.scoring.process.IntendedStatesOperatorTest.quick;
import static io.holoward.scoring.process.Sightings.DNS;
import static io.holoward.scoring.process.Sightings.LATENESS;
import static io.holoward.scoring.process.Sightings.NOBODY;
import static io.holoward.scoring.process.Sightings.WEB;
import static io.holoward.scoring.process.Sightings.alarm;
import static io.holoward.scoring.process.Sightings.first;
import static io.holoward.scoring.process.Sightings.minute;
import static io.holoward.scoring.process.Sightings.ofNobody;
import static io.holoward.scoring.process.Sightings.process;
import static io.holoward.scoring.process.Sightings.slowFlow;
import static io.holoward.scoring.process.Sightings.slowFlows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.lifecycle.Progress;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What anomalous flows of a process lead to, before and after its intended states are sealed. */
class IntendedStatesFlowsTest {

  private static final int WINDOWS = 30;

  /** Sealed at the end of the thirtieth window. */
  private static Configuration afterThirty(String... more) {
    Configuration configuration = quick("promotion.min-records=30", "promotion.floor=30");
    return configuration.with(List.of(more));
  }

  private static long closed(double windowEndMinute) {
    return minute(windowEndMinute) + LATENESS;
  }

  /** One connection to the web in each of thirty windows, restless or not. */
  private static void discover(ProcessHarness operator, String name, boolean restless)
      throws Exception {
    for (int window = 0; window < WINDOWS; window++) {
      operator.send(first(name, "a", 5 * window + 1, WEB));
      if (restless) {
        operator.send(slowFlow(name, "a", 5 * window + 2));
      }
      operator.watermark(closed(5 * window + 5));
    }
  }

  @Test
  void aFlowOfAProtectedProcessIsScoredAtOnceEvenWhereItIsKnown() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(afterThirty())) {
      discover(operator, "restless", true);
      discover(operator, "calm", false);
      int before = operator.findings().size();

      operator.send(slowFlow("restless", "b", 181), slowFlow("calm", "b", 181));

      assertThat(operator.findings().subList(before, before + 2))
          .extracting(finding -> finding.actor().processName() + " " + finding.verdict())
          .containsExactly("restless.exe NORMAL", "calm.exe ABNORMAL");
      assertThat(operator.findings().subList(before, before + 2))
          .allSatisfy(
              finding -> {
                assertThat(finding.detector()).isEqualTo(Finding.FLOW);
                assertThat(finding.flow().anomalies()).containsExactly(FlowAnomaly.RTT_DEVIATION);
                assertThat(finding.activity().features()).contains("flowRttDeviation");
                assertThat(finding.explanation()).contains("slower than usual");
                assertThat(finding.baseline().records()).isEqualTo(WINDOWS);
              });
    }
  }

  @Test
  void whatARestlessProcessShowsJoinsTheRecordsOfItsConnections() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(afterThirty())) {
      discover(operator, "restless", true);

      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(
              snapshot -> {
                assertThat(snapshot.records()).as("no records besides").isEqualTo(WINDOWS);
                assertThat(snapshot.distinct()).isEqualTo(1);
              });
      assertThat(operator.findings())
          .as("what waited is judged by the model it is part of")
          .isNotEmpty()
          .allMatch(finding -> finding.verdict() == Verdict.NORMAL)
          .allMatch(finding -> finding.explanation().contains("is known to do so"));
    }
  }

  @Test
  void aFlowOfWhichNoConnectionWasToldIsARecordOfItsOwn() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(first("a", "a", 1, WEB), slowFlow("a", "b", 2), first("a", "a", 11, DNS));
      operator.watermark(closed(15));
      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(
              snapshot -> {
                assertThat(snapshot.records()).isEqualTo(3);
                assertThat(snapshot.distinct()).isEqualTo(3);
                assertThat(snapshot.hosts()).isEqualTo(2);
              });
    }
  }

  @Test
  void inDiscoveryAFlowWaitsWithAllThatWasCountedForItUntilTheModelIsSealed() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(slowFlow("lsass", "a", 1), slowFlows("lsass", "a", 1, 41));
      operator.send(first("lsass", "b", 6, WEB), first("lsass", "a", 11, DNS));
      operator.watermark(closed(15) - 1);
      assertThat(operator.findings()).isEmpty();

      operator.watermark(closed(15));

      assertThat(operator.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.detector()).isEqualTo(Finding.FLOW);
                assertThat(finding.verdict()).isNotEqualTo(Verdict.UNMODELLED);
                assertThat(finding.activity().connectionCount()).isEqualTo(42);
              });
    }
  }

  @Test
  void aFlowThatWaitedForAModelInVainComesOutUnmodelled() throws Exception {
    Configuration configuration = quick("promotion.min-age=60 d", "pending.max-age=2 h");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(slowFlow("lsass", "a", 1), first("lsass", "a", 1, WEB));
      operator.watermark(minute(119));
      assertThat(operator.findings()).isEmpty();

      operator.watermark(minute(181));

      assertThat(operator.findings())
          .extracting(Finding::detector, Finding::verdict)
          .containsExactly(tuple(Finding.FLOW, Verdict.UNMODELLED));
    }
  }

  @Test
  void aFlowOfAProcessFirstSeenOnceThePopulationIsKnownIsReportedWithItsWindow() throws Exception {
    Configuration configuration =
        quick("population.ready-at=2026-01-05T08:30:00Z", "promotion.min-age=60 d");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(slowFlow("new", "a", 32)).watermark(closed(35));
      assertThat(operator.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.verdict()).isEqualTo(Verdict.UNMODELLED);
                assertThat(finding.detector()).isEqualTo(Finding.FLOW);
              });
    }
  }

  @Test
  void moreFlowsThanMayWaitForTheModelComeOutAndAreCountedAndLeaveRoomForAlarms() throws Exception {
    Configuration configuration = quick("pending.max-alarms=4", "promotion.min-age=60 d");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(slowFlow("lsass", "a", 1), slowFlow("lsass", "b", 2)).watermark(closed(5));
      operator.send(alarm("lsass", "a", 6, "alarm-1"));
      assertThat(operator.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.actor().host()).isEqualTo("b"));
      assertThat(operator.count("pendingOverflow")).isEqualTo(1);
    }
  }

  @Test
  void howeverManyFlowsWaitForTheirWindowConnectionsAreLearned() throws Exception {
    int bound = 16_384 / 4;
    try (ProcessHarness operator = ProcessHarness.start(quick("promotion.min-age=60 d"))) {
      for (int i = 0; i < bound + 5; i++) {
        operator.send(slowFlow("lsass", "host-" + i, 1));
      }
      assertThat(operator.count("waitingOverflow")).isEqualTo(5);

      operator.send(first("lsass", "late-comer", 2, DNS)).watermark(closed(5));

      assertThat(operator.count("waitingOverflow")).isEqualTo(5);
      assertThat(operator.progress())
          .extracting(Progress::records)
          .containsExactly((long) bound + 1);
    }
  }

  @Test
  void aFlowOfNobodyIsReportedAtOnceAndNeverLearned() throws Exception {
    Configuration configuration =
        quick("promotion.floor=1", "promotion.seal-at-end=true", "states.expiry=60 d");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      for (int window = 0; window < WINDOWS; window++) {
        operator.send(ofNobody(slowFlow("x", "host-" + window, 5 * window + 1)));
        assertThat(operator.findings()).hasSize(window + 1);
        operator.watermark(closed(5 * window + 5));
      }
      operator.end();

      assertThat(operator.findings())
          .filteredOn(finding -> !finding.update())
          .hasSize(WINDOWS)
          .allMatch(finding -> finding.verdict() == Verdict.UNMODELLED)
          .allMatch(finding -> finding.actor().processId().equals(NOBODY))
          .allMatch(finding -> finding.explanation().contains("its process is not known"));
      assertThat(operator.snapshots()).isEmpty();
      assertThat(operator.count("records")).isZero();
    }
  }

  @Test
  void whatNobodyShowedLeavesNeitherStateNorTimers() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(ofNobody(slowFlow("x", "a", 1)), ofNobody(slowFlows("x", "a", 1, 5)));
      operator.send(ofNobody(slowFlows("x", "b", 2, 5)));
      operator.snapshot();
      assertThat(operator.storedEntries()).isPositive();

      operator.watermark(minute(32 * 24 * 60));
      operator.snapshot();

      assertThat(operator.storedEntries()).isZero();
      assertThat(operator.timers()).isZero();
    }
  }

  @Test
  void repetitionsAreToldByTheClosingUpdate() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(afterThirty())) {
      discover(operator, "calm", false);
      operator.send(slowFlow("calm", "a", 181), slowFlows("calm", "a", 181, 9));
      operator.send(slowFlow("calm", "a", 191), slowFlows("calm", "a", 191, 30));
      assertThat(operator.findings()).hasSize(1);

      operator.end();

      assertThat(operator.findings()).hasSize(2);
      Finding closing = operator.findings().get(1);
      assertThat(closing.update()).isTrue();
      assertThat(closing.uid()).isEqualTo(operator.findings().get(0).uid());
      assertThat(closing.activity().connectionCount()).isEqualTo(1 + 9 + 1 + 30);
      assertThat(closing.activity().windowCount()).isEqualTo(2);
      assertThat(closing.activity().lastSeen()).isEqualTo(minute(191));
    }
  }

  @Test
  void repetitionsOfNobodysFlowsAreToldToo() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(ofNobody(slowFlow("x", "a", 1)), ofNobody(slowFlows("x", "a", 1, 5))).end();
      assertThat(operator.findings())
          .last()
          .satisfies(finding -> assertThat(finding.activity().connectionCount()).isEqualTo(6));
    }
  }

  @Test
  void aFlowTooLateForItsWindowIsScoredButNotLearned() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(first("lsass", "a", 1, WEB), first("lsass", "a", 6, WEB));
      operator.watermark(closed(10));
      operator.send(slowFlow("lsass", "b", 3));
      assertThat(operator.findings()).isEmpty();

      operator.send(first("lsass", "a", 11, DNS)).watermark(closed(15));

      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(
              snapshot -> {
                assertThat(snapshot.processId()).isEqualTo(process("lsass"));
                assertThat(snapshot.records()).isEqualTo(3);
                assertThat(snapshot.distinct()).isEqualTo(2);
                assertThat(snapshot.hosts()).isEqualTo(1);
              });
      assertThat(operator.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.detector()).isEqualTo(Finding.FLOW);
                assertThat(finding.verdict()).isNotEqualTo(Verdict.UNMODELLED);
              });
    }
  }

  @Test
  void countsThatComeJustBeforeTheirWindowClosesAreNotLost() throws Exception {
    Configuration configuration = quick("promotion.min-age=60 d", "pending.max-age=2 h");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(slowFlow("lsass", "a", 1)).watermark(closed(5) - 1);
      operator.send(slowFlows("lsass", "a", 1, 9)).end();
      assertThat(operator.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.activity().connectionCount()).isEqualTo(10));
    }
  }

  @Test
  void aRestartForgetsNeitherFlowsThatWaitNorTheirCounts() throws Exception {
    OperatorSubtaskState state;
    try (ProcessHarness before = ProcessHarness.start(quick(), 1)) {
      before.send(slowFlow("lsass", "a", 1), slowFlow("other", "a", 1)).watermark(closed(5));
      before.send(first("lsass", "b", 6, WEB), slowFlow("lsass", "b", 7));
      state = before.snapshot();
      assertThat(before.findings()).isEmpty();
    }
    try (ProcessHarness after = ProcessHarness.restore(quick(), 1, state)) {
      after.send(slowFlows("lsass", "b", 7, 5), first("lsass", "a", 11, DNS));
      after.watermark(closed(15));
      assertThat(after.snapshots())
          .singleElement()
          .satisfies(snapshot -> assertThat(snapshot.records()).isEqualTo(3));
      assertThat(after.findings())
          .extracting(f -> f.actor().host() + " " + f.activity().connectionCount())
          .containsExactly("a 1", "b 6");
    }
  }
}
