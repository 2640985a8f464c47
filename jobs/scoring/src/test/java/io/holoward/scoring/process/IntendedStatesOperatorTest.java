package io.holoward.scoring.process;

import static io.holoward.scoring.process.Sightings.DNS;
import static io.holoward.scoring.process.Sightings.LATENESS;
import static io.holoward.scoring.process.Sightings.RARE;
import static io.holoward.scoring.process.Sightings.SMB;
import static io.holoward.scoring.process.Sightings.START;
import static io.holoward.scoring.process.Sightings.WEB;
import static io.holoward.scoring.process.Sightings.alarm;
import static io.holoward.scoring.process.Sightings.first;
import static io.holoward.scoring.process.Sightings.minute;
import static io.holoward.scoring.process.Sightings.process;
import static io.holoward.scoring.process.Sightings.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.detection.lifecycle.Phase;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class IntendedStatesOperatorTest {

  private static final String NEVER = "population.ready-at=9999-01-01T00:00:00Z";

  /** Sealed once three records and ten minutes have been seen; what is unknown raises. */
  static Configuration quick(String... more) {
    List<String> overrides =
        new ArrayList<>(
            List.of(
                "promotion.min-records=3",
                "promotion.floor=2",
                "promotion.min-hosts=1",
                "promotion.min-age=10 min",
                "promotion.stability.max-new=1.0",
                "alarm.raise=deviation",
                NEVER));
    overrides.addAll(List.of(more));
    return Configuration.of(overrides.toArray(String[]::new));
  }

  private static ControlCommand command(String id, Action action, double minute) {
    return new ControlCommand(id, "acme", action, "*", minute(minute), "operator");
  }

  /** Three records of one process, of which the last closes at minute 15. */
  private static Sighting[] discovery(String name) {
    return new Sighting[] {
      first(name, "a", 1, WEB), first(name, "b", 6, WEB), first(name, "a", 11, DNS)
    };
  }

  private static long closed(double windowEndMinute) {
    return minute(windowEndMinute) + LATENESS;
  }

  @Test
  void aProcessIsSealedAtTheWindowEndAtWhichItBecomesReady() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15) - 1);
      assertThat(operator.snapshots()).isEmpty();

      operator.watermark(closed(15));

      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(
              snapshot -> {
                assertThat(snapshot.processId()).isEqualTo(process("lsass"));
                assertThat(snapshot.phase()).isEqualTo(Phase.PROTECTED);
                assertThat(snapshot.sealedAt()).isEqualTo(minute(15));
                assertThat(snapshot.records()).isEqualTo(3);
                assertThat(snapshot.hosts()).isEqualTo(2);
              });
      assertThat(operator.findings()).isEmpty();
      assertThat(operator.count("protectedProcesses")).isEqualTo(1);
    }
  }

  @Test
  void aProtectedProcessIsJudgedAtOnceAndWhatItsStatesKnowIsNoAlarm() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15));

      operator.send(first("lsass", "a", 18, WEB), first("lsass", "a", 19, SMB));

      assertThat(operator.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.activity().features()).contains("outgoingIPv4hasPrivate");
                assertThat(finding.verdict()).isNotEqualTo(Verdict.UNMODELLED);
                assertThat(finding.baseline().records()).isEqualTo(3);
              });
    }
  }

  @Test
  void aSightingThatWaitedWhileItsProcessWasSealedIsScoredWhenItsWindowCloses() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).send(first("lsass", "a", 16, SMB));
      operator.watermark(closed(15));
      assertThat(operator.findings()).isEmpty();

      operator.watermark(closed(20));

      assertThat(operator.findings()).hasSize(1);
      assertThat(operator.snapshots().get(0).records()).isEqualTo(3);
    }
  }

  @Test
  void aRefusedConnectionIsScoredButNeverLearned() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass"));
      operator.send(sighting(Sighting.Kind.BLOCKED, "lsass", "a", 12, SMB, 1));
      operator.watermark(closed(15));
      assertThat(operator.snapshots().get(0).distinct()).isEqualTo(2);

      operator.send(sighting(Sighting.Kind.BLOCKED, "lsass", "a", 18, SMB, 1));

      assertThat(operator.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.activity().blocked()).isTrue());
    }
  }

  @Test
  void theClosingUpdateTellsOfTheEarliestSightingWhicheverWasJudgedFirst() throws Exception {
    Sighting earlier = first("lsass", "a", 21, SMB);
    Sighting later = first("lsass", "a", 31, SMB);
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15));
      operator.send(later, earlier).watermark(closed(60) + 10);
      assertThat(operator.findings())
          .extracting(Finding::update, Finding::eventTime)
          .containsExactly(tuple(false, later.eventTime()), tuple(true, earlier.eventTime()));
      assertThat(operator.findings().get(1).activity().windowCount()).isEqualTo(2);
    }
  }

  @Test
  void aFindingIsRaisedOnceInASlotAndClosedWithItsFinalCounts() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15));
      operator.send(first("lsass", "a", 21, SMB));
      operator.send(sighting(Sighting.Kind.REPETITION, "lsass", "a", 21, SMB, 4));
      operator.send(first("lsass", "a", 31, SMB));
      assertThat(operator.findings()).hasSize(1);
      assertThat(operator.findings().get(0).update()).isFalse();

      operator.watermark(closed(60) + 10);

      assertThat(operator.findings()).hasSize(2);
      Finding closing = operator.findings().get(1);
      assertThat(closing.update()).isTrue();
      assertThat(closing.uid()).isEqualTo(operator.findings().get(0).uid());
      assertThat(closing.activity().connectionCount()).isEqualTo(6);
      assertThat(closing.activity().windowCount()).isEqualTo(2);
      assertThat(closing.activity().firstSeen()).isEqualTo(minute(21));
      assertThat(closing.activity().lastSeen()).isEqualTo(minute(31));
    }
  }

  @Test
  void aFindingThatStoodAloneHasNoClosingUpdate() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15));
      operator.send(first("lsass", "a", 21, SMB)).end();
      assertThat(operator.findings()).hasSize(1);
    }
  }

  @Test
  void theNextSlotRaisesTheSameThingAnewUnderAnotherUid() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15));
      operator.send(first("lsass", "a", 21, SMB), first("lsass", "a", 61, SMB));
      assertThat(operator.findings()).extracting(Finding::uid).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void countsOfAFindingThatStillWaitsAreNotLost() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).send(first("lsass", "a", 16, SMB));
      operator.watermark(closed(15));
      operator.send(sighting(Sighting.Kind.REPETITION, "lsass", "a", 16, SMB, 9)).end();
      assertThat(operator.findings())
          .last()
          .satisfies(finding -> assertThat(finding.activity().connectionCount()).isEqualTo(10));
    }
  }

  @Test
  void anUpstreamAlarmWaitsForTheModelAndIsScoredWithIt() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(alarm("lsass", "a", 2, "alarm-1")).send(discovery("lsass"));
      operator.watermark(closed(15) - 1);
      assertThat(operator.findings()).isEmpty();

      operator.watermark(closed(15));

      assertThat(operator.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.detector()).isEqualTo(Finding.EXTERNAL_ALARM);
                assertThat(finding.externalAlarm().id()).isEqualTo("alarm-1");
                assertThat(finding.verdict()).isNotEqualTo(Verdict.UNMODELLED);
              });
    }
  }

  @Test
  void upstreamAlarmsOfAProcessThatNeverShowedAnythingAllComeOutUnmodelled() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(alarm("ghost", "a", 1, "early"), alarm("ghost", "a", 300, "late"));
      operator.watermark(minute(24 * 60) - 1);
      assertThat(operator.findings()).isEmpty();

      operator.watermark(minute(25 * 60 + 1));
      assertThat(operator.findings())
          .extracting(finding -> finding.externalAlarm().id())
          .containsExactly("early");

      operator.watermark(minute(31 * 60));
      assertThat(operator.findings())
          .extracting(finding -> finding.externalAlarm().id())
          .containsExactly("early", "late");
      assertThat(operator.findings()).allMatch(f -> f.verdict() == Verdict.UNMODELLED);
    }
  }

  @Test
  void moreUpstreamAlarmsThanMayWaitComeOutAtOnceAndAreCounted() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick("pending.max-alarms=1"))) {
      operator.send(alarm("lsass", "a", 1, "one"), alarm("lsass", "a", 2, "two"));
      assertThat(operator.findings())
          .extracting(finding -> finding.externalAlarm().id())
          .containsExactly("two");
      assertThat(operator.count("pendingOverflow")).isEqualTo(1);
    }
  }

  @Test
  void aProcessFirstSeenOnceThePopulationIsKnownIsReportedUnmodelled() throws Exception {
    Configuration configuration = quick("population.ready-at=2026-01-05T08:30:00Z");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(first("old", "a", 29, WEB), first("old", "a", 31, SMB));
      operator.send(first("new", "a", 32, WEB), first("new", "b", 33, WEB));
      operator.watermark(closed(35));
      assertThat(operator.findings())
          .hasSize(2)
          .allMatch(finding -> finding.verdict() == Verdict.UNMODELLED)
          .allMatch(finding -> finding.actor().processId().equals(process("new")));
    }
  }

  @Test
  void promotionSealsBeforeTheFirstWindowThatBeginsAfterTheCommand() throws Exception {
    Configuration configuration = quick("promotion.min-age=30 d");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.command(command("c1", Action.PROMOTE, 12));
      operator.send(discovery("lsass"));
      operator.send(first("lsass", "a", 16, SMB));
      assertThat(operator.snapshots()).isEmpty();

      operator.watermark(closed(20));

      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(
              snapshot -> {
                assertThat(snapshot.records()).isEqualTo(3);
                assertThat(snapshot.sealedAt()).isEqualTo(minute(15));
              });
      assertThat(operator.findings()).hasSize(1);
    }
  }

  @Test
  void aLockedProcessLearnsNothingUntilItIsUnlocked() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.command(command("c1", Action.LOCK, 4), command("c2", Action.UNLOCK, 19));
      operator.send(discovery("lsass")).send(first("lsass", "a", 21, WEB));
      operator.send(first("lsass", "a", 26, WEB)).watermark(closed(30));
      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(snapshot -> assertThat(snapshot.sealedAt()).isEqualTo(minute(30)));
      assertThat(operator.progress()).extracting(Progress::locked).contains(true, false);
    }
  }

  @Test
  void relearningForgetsTheModelFromTheNextWindowOn() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15));
      operator.command(command("c1", Action.RELEARN, 22));
      operator.send(first("lsass", "b", 26, SMB), first("lsass", "a", 21, SMB));
      assertThat(operator.findings())
          .as("the window of minute 20 began before the command")
          .extracting(finding -> finding.actor().host())
          .containsExactly("a");

      operator.watermark(closed(30));

      assertThat(operator.findings()).hasSize(1);
      assertThat(operator.snapshots()).hasSize(2);
      assertThat(operator.snapshots().get(1).phase()).isEqualTo(Phase.DISCOVERY);
      assertThat(operator.count("protectedProcesses")).isZero();
    }
  }

  @Test
  void aRecordedCommandTakesEffectBeforeItArrivesAndOnlyOnce() throws Exception {
    Configuration configuration = quick("promotion.min-age=30 d", "promotion.floor=1");
    ControlCommand promote = command("c1", Action.PROMOTE, 12);
    try (ProcessHarness operator = ProcessHarness.start(configuration, List.of(promote))) {
      operator.send(discovery("lsass")).send(first("lsass", "a", 16, WEB)).watermark(closed(20));
      operator.command(promote).send(first("lsass", "a", 21, WEB)).watermark(closed(30));

      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(snapshot -> assertThat(snapshot.sealedAt()).isEqualTo(minute(15)));
    }
  }

  @Test
  void aLongHistoryOfRecordedCommandsLosesNoneOfThem() throws Exception {
    Configuration configuration = quick("promotion.min-age=30 d", "promotion.floor=1");
    List<ControlCommand> recorded = new ArrayList<>();
    recorded.add(command("first", Action.PROMOTE, 12));
    for (int i = 0; i < 10_000; i++) {
      recorded.add(command("later-" + i, Action.LOCK, 600 + i));
    }
    try (ProcessHarness operator = ProcessHarness.start(configuration, recorded)) {
      operator.send(discovery("lsass")).send(first("lsass", "a", 16, WEB)).watermark(closed(20));
      assertThat(operator.snapshots()).hasSize(1);
    }
  }

  @Test
  void aCommandOfAnotherOrganisationHoldsNoJudgementUp() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15));
      operator.command(
          new ControlCommand("c1", "other", Action.RELEARN, "*", minute(16), "operator"));
      operator.send(first("lsass", "a", 21, SMB));
      assertThat(operator.findings()).hasSize(1);

      operator.command(command("c2", Action.LOCK, 22));
      operator.send(first("lsass", "b", 26, SMB));
      assertThat(operator.findings()).as("one of its own does").hasSize(1);
    }
  }

  @Test
  void aCommandOfAnotherOrganisationTouchesNothing() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick("promotion.min-age=30 d"))) {
      operator.command(
          new ControlCommand("c1", "other", Action.PROMOTE, "*", minute(12), "operator"));
      operator.send(discovery("lsass")).send(first("lsass", "a", 16, WEB)).watermark(closed(20));
      assertThat(operator.snapshots()).isEmpty();
    }
  }

  @Test
  void whatHasTheFloorIsSealedWhenSealAtComes() throws Exception {
    Configuration configuration =
        quick("promotion.min-age=30 d", "promotion.seal-at=2026-01-05T08:20:00Z");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(discovery("enough")).send(first("too-few", "a", 1, WEB));
      operator.watermark(closed(20) + 10);
      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(
              snapshot -> {
                assertThat(snapshot.processId()).isEqualTo(process("enough"));
                assertThat(snapshot.sealedAt()).isEqualTo(minute(20));
              });
    }
  }

  @Test
  void aTimeToSealThatHasPassedStaysPassedAfterARestore() throws Exception {
    Configuration configuration =
        quick("promotion.min-age=30 d", "promotion.seal-at=2026-01-05T08:20:00Z");
    OperatorSubtaskState stored;
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(first("too-few", "a", 1, WEB)).watermark(closed(10));
      stored = operator.snapshot();
    }
    try (ProcessHarness operator = ProcessHarness.restore(configuration, 1, stored)) {
      operator.watermark(closed(20) + 10);
      stored = operator.snapshot();
    }
    try (ProcessHarness operator = ProcessHarness.restore(configuration, 1, stored)) {
      operator.send(first("too-few", "a", 21, WEB), first("too-few", "b", 26, DNS));
      operator.watermark(closed(30));
      assertThat(operator.snapshots()).isEmpty();
    }
  }

  @Test
  void theEndOfTheInputSealsWhatHasTheFloorAndNothingElse() throws Exception {
    Configuration configuration =
        quick("promotion.min-age=30 d", "promotion.seal-at-end=true", "states.expiry=60 d");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(discovery("enough")).send(first("too-few", "a", 1, WEB)).end();
      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(
              snapshot -> {
                assertThat(snapshot.processId()).isEqualTo(process("enough"));
                assertThat(snapshot.sealedAt()).isEqualTo(minute(15));
              });
      assertThat(operator.count("processes")).isEqualTo(2);
    }
  }

  @Test
  void theEndOfTheInputDoesNotPretendThatTimeHasPassed() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick("promotion.min-age=48 h"))) {
      operator.send(discovery("lsass")).end();
      assertThat(operator.snapshots()).isEmpty();
    }
  }

  @Test
  void aSilentProcessLeavesNeitherStateNorTimers() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick("promotion.min-age=60 d"))) {
      operator.send(discovery("learned"));
      operator.send(sighting(Sighting.Kind.LATE, "late", "a", 1, WEB, 1));
      operator.send(alarm("ghost", "a", 1, "alarm"));
      operator.send(sighting(Sighting.Kind.REPETITION, "repeated", "a", 1, WEB, 3));
      operator.watermark(closed(15));
      operator.snapshot();
      assertThat(operator.storedEntries()).isPositive();
      assertThat(operator.timers()).isPositive();

      operator.watermark(minute(32 * 24 * 60));
      operator.snapshot();

      assertThat(operator.storedEntries()).isZero();
      assertThat(operator.timers()).isZero();
      assertThat(operator.count("processes")).isZero();
    }
  }

  @Test
  void aProcessThatComesBackAfterItsExpiryBeginsAnewHoweverTheWatermarkTravels() throws Exception {
    Configuration configuration = quick("promotion.min-age=60 d");
    double later = 40 * 24 * 60;
    for (boolean inOneLeap : List.of(false, true)) {
      try (ProcessHarness operator = ProcessHarness.start(configuration)) {
        operator.send(discovery("lsass"));
        if (!inOneLeap) {
          operator.watermark(minute(35 * 24 * 60));
        }
        operator.send(first("lsass", "a", later, WEB)).end();
        assertThat(operator.progress())
            .last()
            .satisfies(progress -> assertThat(progress.records()).isEqualTo(1));
      }
    }
  }

  @Test
  void aProcessOutsideTheCatalogueIsLeftAlone() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick("catalogue.models=[lsass.exe]"))) {
      operator.send(discovery("notepad")).send(alarm("notepad", "a", 1, "alarm"));
      operator.send(discovery("lsass"));
      operator.snapshot();
      assertThat(operator.count("processes")).isEqualTo(1);
      assertThat(operator.count("records")).isEqualTo(3);
    }
  }

  @Test
  void whatWaitsForOneWindowIsBoundedAndTheRestIsCounted() throws Exception {
    int bound = 16_384;
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      for (int i = 0; i < bound + 5; i++) {
        operator.send(first("lsass", "host-" + i, 1, WEB), first("lsass", "host-" + i, 6, WEB));
      }
      assertThat(operator.count("waitingOverflow")).isEqualTo(10);
      operator.watermark(closed(10));
      assertThat(operator.progress()).extracting(Progress::records).contains((long) bound);
    }
  }

  @Test
  void aProfileThatLeftTheCacheComesBackAsItsOwn() throws Exception {
    List<String> names = Stream.of("a", "b", "c", "d").map(name -> "process-" + name).toList();
    try (ProcessHarness operator = ProcessHarness.start(quick(), 1)) {
      for (int window = 0; window < 3; window++) {
        for (int i = 0; i < names.size(); i++) {
          if (window > 0 || i != 3) {
            operator.send(first(names.get(i), "a", 1 + 5 * window, i % 2 == 0 ? WEB : DNS));
          }
        }
        operator.watermark(closed(5 + 5 * window));
      }
      assertThat(operator.snapshots())
          .extracting(StateSnapshot::processId)
          .containsExactlyInAnyOrder(
              process(names.get(0)), process(names.get(1)), process(names.get(2)));
      for (String name : names.subList(0, 3)) {
        operator.send(first(name, "a", 21, WEB), first(name, "a", 21, DNS));
      }
      assertThat(operator.findings())
          .extracting(finding -> finding.actor().processId() + finding.activity().features())
          .containsExactlyInAnyOrder(
              process(names.get(0)) + "[outgoingWellKnownUDPPort_53]",
              process(names.get(1)) + "[outgoingWellKnownTCPPort_443]",
              process(names.get(2)) + "[outgoingWellKnownUDPPort_53]");
    }
  }

  @Test
  void controlNeverHoldsEventTimeBack() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(15));
      assertThat(operator.snapshots()).as("no watermark of the control input").hasSize(1);
    }
  }

  @Test
  void aLateSightingOfAProtectedProcessIsScoredOnItsOwn() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("lsass")).watermark(closed(30));
      operator.send(sighting(Sighting.Kind.LATE, "lsass", "a", 3, RARE, 1));
      assertThat(operator.findings()).singleElement().matches(Finding::late);
      assertThat(START).isLessThan(operator.findings().get(0).eventTime());
    }
  }
}
