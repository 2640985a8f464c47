package io.holoward.scoring.process;

import static io.holoward.scoring.process.IntendedStatesOperatorTest.quick;
import static io.holoward.scoring.process.Sightings.DNS;
import static io.holoward.scoring.process.Sightings.SMB;
import static io.holoward.scoring.process.Sightings.WEB;
import static io.holoward.scoring.process.Sightings.first;
import static io.holoward.scoring.process.Sightings.minute;
import static io.holoward.scoring.process.Sightings.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A savepoint in which {@code time.allowed-lateness} was a minute, in a job that has another. */
class IntendedStatesLatenessTest {

  private static final String SEAL_AT = "promotion.seal-at=2026-01-05T08:20:00Z";
  private static final String NEVER_READY = "promotion.min-age=30 d";

  private static Configuration with(int lateness, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("time.allowed-lateness=" + lateness + " min");
    all.add("time.max-out-of-orderness=0 s");
    all.add("front.hold=0 s");
    return quick(all.toArray(String[]::new));
  }

  /** Records in the windows that end at minutes 5, 10 and 15. */
  private static ProcessHarness discovering(String... overrides) throws Exception {
    return ProcessHarness.start(quick(overrides))
        .send(
            first("lsass", "a", 1, WEB), first("lsass", "b", 6, WEB), first("lsass", "a", 11, DNS));
  }

  private static ProcessHarness restored(Configuration configuration, OperatorSubtaskState state)
      throws Exception {
    return ProcessHarness.restore(configuration, 1, state);
  }

  /**
   * @param after the lateness, in minutes
   * @param closed when the last window is closed
   */
  @ParameterizedTest
  @CsvSource({"0, 15", "1, 16", "2, 17", "5, 20", "9, 24", "600, 615"})
  void whatWaitsInASavepointIsLearnedByTheLatenessOfNow(int after, int closed) throws Exception {
    OperatorSubtaskState state;
    try (ProcessHarness operator = discovering()) {
      state = operator.snapshot();
    }
    try (ProcessHarness operator = restored(with(after), state)) {
      operator.watermark(minute(closed) - 1);
      assertThat(operator.snapshots()).isEmpty();
      operator.watermark(minute(closed));
      assertThat(operator.snapshots())
          .singleElement()
          .satisfies(
              snapshot -> {
                assertThat(snapshot.sealedAt()).isEqualTo(minute(15));
                assertThat(snapshot.records()).isEqualTo(3);
              });
    }
  }

  /** With the lateness of then the windows of the savepoint would close at minutes 25 and 30. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 20, 40})
  void windowsAreLearnedInOrderThoughALaterOneWasNotInTheSavepoint(int after) throws Exception {
    try (ProcessHarness operator = restored(with(after), longBefore())) {
      operator.send(first("lsass", "a", 11, DNS));
      operator.watermark(minute(15 + after) - 1);
      assertThat(operator.snapshots()).isEmpty();
      operator.watermark(minute(15 + after));
      assertThat(operator.snapshots())
          .extracting(StateSnapshot::sealedAt, StateSnapshot::records)
          .containsExactly(tuple(minute(15), 3L));
      assertThat(operator.findings()).isEmpty();
    }
  }

  /** Records in the windows that end at minutes 5 and 10, with a lateness of twenty minutes. */
  private static OperatorSubtaskState longBefore(String... more) throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(with(20, more))) {
      return operator
          .send(first("lsass", "a", 1, WEB), first("lsass", "b", 6, WEB))
          .watermark(minute(9))
          .snapshot();
    }
  }

  @Test
  void aCommandFindsLearnedWhatCameBeforeIt() throws Exception {
    try (ProcessHarness operator = restored(with(0, NEVER_READY), longBefore(NEVER_READY))) {
      operator
          .command(new ControlCommand("c", "acme", Action.PROMOTE, "*", minute(10), "operator"))
          .send(first("lsass", "a", 16, DNS))
          .watermark(minute(20));
      assertThat(operator.snapshots())
          .extracting(StateSnapshot::sealedAt, StateSnapshot::records)
          .containsExactly(tuple(minute(10), 2L));
      assertThat(operator.findings()).hasSize(1);
    }
  }

  @Test
  void theSetTimeOfSealingFindsLearnedWhatCameBeforeIt() throws Exception {
    String sealAt = "promotion.seal-at=2026-01-05T08:10:00Z";
    OperatorSubtaskState state = longBefore(sealAt, NEVER_READY);
    try (ProcessHarness operator = restored(with(0, sealAt, NEVER_READY), state)) {
      operator.send(first("lsass", "a", 11, DNS)).watermark(minute(15));
      assertThat(operator.snapshots())
          .extracting(StateSnapshot::sealedAt, StateSnapshot::records)
          .containsExactly(tuple(minute(10), 2L));
      assertThat(operator.findings()).hasSize(1);
    }
  }

  @Test
  void aTimeOfSealingThatIsSetLaterCountsForAProcessThatFellSilent() throws Exception {
    OperatorSubtaskState state;
    try (ProcessHarness operator = discovering(NEVER_READY)) {
      operator.watermark(minute(16));
      state = operator.snapshot();
    }
    try (ProcessHarness operator = restored(with(1, SEAL_AT, NEVER_READY), state)) {
      operator.watermark(minute(21) + ProcessTimers.UPKEEP);
      assertThat(operator.snapshots())
          .extracting(StateSnapshot::sealedAt)
          .containsExactly(minute(20));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void whatIsOnlyAssessedIsSoWhenItsWindowCloses(int after) throws Exception {
    String assess = "evaluation.assess=true";
    OperatorSubtaskState state;
    try (ProcessHarness operator = ProcessHarness.start(with(1, assess))) {
      operator.send(sighting(Sighting.Kind.ASSESSMENT, "lsass", "a", 2, WEB, 1));
      state = operator.snapshot();
    }
    try (ProcessHarness operator = restored(with(after, assess), state)) {
      operator.watermark(minute(5 + after) - 1);
      assertThat(operator.assessments()).isEmpty();
      operator.watermark(minute(5 + after));
      assertThat(operator.assessments()).hasSize(1);
    }
  }

  /** The timer of then comes after the process was forgotten. */
  @Test
  void aTimerThatFindsNothingBeginsNoProcess() throws Exception {
    String expiry = "states.expiry=1 h";
    OperatorSubtaskState state;
    try (ProcessHarness operator = ProcessHarness.start(with(600, expiry))) {
      state = operator.send(first("lsass", "a", 1, WEB)).snapshot();
    }
    try (ProcessHarness operator = restored(with(0, expiry), state)) {
      operator.watermark(minute(700));
      operator.snapshot();
      assertThat(operator.storedEntries()).isZero();
      assertThat(operator.timers()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 9", "9, 0", "3, 1"})
  void theLatenessMayChangeAgainBeforeAWindowCloses(int first, int second) throws Exception {
    OperatorSubtaskState state;
    try (ProcessHarness operator = discovering()) {
      state = operator.snapshot();
    }
    try (ProcessHarness operator = restored(with(first), state)) {
      state = operator.snapshot();
    }
    try (ProcessHarness operator = restored(with(second), state)) {
      operator.watermark(minute(24));
      assertThat(operator.snapshots()).hasSize(1);
    }
  }

  /** The slot of an hour, in which something was raised twice. */
  @ParameterizedTest
  @CsvSource({"0, 60", "1, 61", "2, 62", "60, 120", "90, 150"})
  void aFindingOfASavepointHasItsClosingUpdate(int after, int closed) throws Exception {
    OperatorSubtaskState state;
    try (ProcessHarness operator = discovering()) {
      operator.watermark(minute(16));
      operator.send(first("lsass", "a", 21, SMB), first("lsass", "a", 31, SMB));
      assertThat(operator.findings()).hasSize(1);
      state = operator.snapshot();
    }
    try (ProcessHarness operator = restored(with(after), state)) {
      operator.watermark(minute(closed) + ProcessTimers.SLOT - 1);
      assertThat(operator.findings()).isEmpty();
      operator.watermark(minute(closed) + ProcessTimers.SLOT);
      assertThat(operator.findings()).extracting(Finding::update).containsExactly(true);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "1, 21", "2, 22", "9, 29"})
  void aProcessThatFellSilentIsSealedAtItsTime(int after, int closed) throws Exception {
    OperatorSubtaskState state;
    try (ProcessHarness operator = discovering(SEAL_AT, NEVER_READY)) {
      operator.watermark(minute(16));
      state = operator.snapshot();
    }
    try (ProcessHarness operator = restored(with(after, SEAL_AT, NEVER_READY), state)) {
      operator.watermark(minute(closed) + ProcessTimers.UPKEEP - 1);
      assertThat(operator.snapshots()).isEmpty();
      operator.watermark(minute(closed) + ProcessTimers.UPKEEP);
      assertThat(operator.snapshots())
          .extracting(StateSnapshot::sealedAt)
          .containsExactly(minute(20));
    }
  }
}
