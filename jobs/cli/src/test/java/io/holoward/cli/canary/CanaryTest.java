package io.holoward.cli.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.UserException;
import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.ConnectionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryTest {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration LESSON_INTERVAL = Duration.ofMinutes(11);

  private final TestClock clock = new TestClock();
  private final FakeJob job = new FakeJob();
  private final CanaryPulse pulse = new CanaryPulse(START);
  private final CanaryScript script = new CanaryScript(CanaryScript.ORGANISATION, 1);
  private final Canary canary = new Canary(script, job, pulse, clock, 64, LESSON_INTERVAL);

  /** A clock that stands still unless it is told otherwise. */
  private static final class TestClock extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Answers each refused connection with a verdict, once it was asked for findings. */
  private final class FakeJob implements CanaryTopics {
    private final List<ConnectionEvent> sent = new ArrayList<>();
    private final List<ControlCommand> commands = new ArrayList<>();
    private String verdict;
    private boolean broken;

    @Override
    public void send(List<ConnectionEvent> connections) {
      if (broken) {
        throw new UserException("The brokers are away");
      }
      sent.addAll(connections);
    }

    @Override
    public void send(ControlCommand command) {
      commands.add(command);
    }

    @Override
    public List<CanaryFinding> findings(Duration atMost) {
      clock.now = clock.now.plusSeconds(1);
      ConnectionEvent last = sent.get(sent.size() - 1);
      CanaryFinding other = new CanaryFinding(last.host(), -1L, "ABNORMAL", 100.0);
      return verdict == null
          ? List.of(other)
          : List.of(other, new CanaryFinding(last.host(), last.process().pid(), verdict, 97.5));
    }

    @Override
    public void close() {}
  }

  @Test
  void aBeatWhoseAlarmComesIsFound() {
    job.verdict = "ABNORMAL";

    Canary.Outcome outcome = canary.beat(DEADLINE);

    assertThat(outcome.found()).isTrue();
    assertThat(outcome.roundTrip()).isEqualTo(Duration.ofSeconds(1));
    assertThat(job.commands).isEmpty();
    assertThat(pulse.text())
        .contains("holoward_canary_found_total 1.000", "holoward_canary_round_trip_seconds 1.000")
        .contains(
            "holoward_canary_last_success_timestamp_seconds "
                + clock.now.getEpochSecond()
                + ".000");
  }

  @Test
  void theAlarmOfAnotherInstanceIsNoAnswer() {
    Canary.Outcome outcome = canary.beat(DEADLINE);

    assertThat(outcome.found()).isFalse();
    assertThat(outcome.finding()).isNull();
    assertThat(pulse.text()).contains("holoward_canary_missed_total 1.000");
  }

  @Test
  void anAlarmWithAnotherVerdictIsNotEnough() {
    job.verdict = "UNMODELLED";

    Canary.Outcome outcome = canary.beat(DEADLINE);

    assertThat(outcome.found()).isFalse();
    assertThat(outcome.finding().verdict()).isEqualTo("UNMODELLED");
  }

  @Test
  void aProcessThatIsNotKnownYetIsTaughtButNotAtEveryBeat() {
    assertThat(canary.beat(DEADLINE).taught()).isTrue();
    assertThat(canary.beat(DEADLINE).taught()).isFalse();
    clock.now = clock.now.plus(LESSON_INTERVAL);
    assertThat(canary.beat(DEADLINE).taught()).isTrue();

    assertThat(job.commands).hasSize(2);
    assertThat(job.sent).filteredOn(event -> !event.blocked()).hasSize(128);
  }

  @Test
  void onceItWasFoundAMissedBeatTeachesNothing() {
    job.verdict = "ABNORMAL";
    canary.beat(DEADLINE);
    job.verdict = null;

    assertThat(canary.beat(DEADLINE).taught()).isFalse();
  }

  @Test
  void aBrokerThatIsAwayIsAMissedBeatAndNotTheEnd() {
    job.broken = true;
    Canary.Outcome outcome = canary.beat(DEADLINE);
    job.broken = false;
    job.verdict = "ABNORMAL";

    assertThat(outcome.problem()).isEqualTo("The brokers are away");
    assertThat(canary.beat(DEADLINE).found()).isTrue();
  }

  @Test
  void whatIsOutOfOrderIsNeverLearned() {
    assertThat(script.beat(0).blocked()).isTrue();
    assertThat(script.lesson(64, 0)).noneMatch(ConnectionEvent::blocked);
  }

  @Test
  void eachRecordIsOneOfAnInstanceOfItsOwn() {
    Set<Long> pids = new HashSet<>();
    script.lesson(64, 0).forEach(event -> pids.add(event.process().pid()));
    pids.add(script.beat(0).process().pid());

    assertThat(pids).hasSize(65);
  }

  @Test
  void thePromotionMeansTheProcessOfTheCanaryAlone() {
    ControlCommand promotion = script.promotion(START.toEpochMilli());

    assertThat(promotion.organisation()).isEqualTo(CanaryScript.ORGANISATION);
    assertThat(new Catalogue(List.of(promotion.processPattern())).models(script.process()))
        .isTrue();
    assertThat(promotion.processPattern()).doesNotContain("*");
  }

  @Test
  void beforeTheFirstSuccessItsTimeIsThatOfTheStart() {
    assertThat(pulse.text())
        .contains("last_success_timestamp_seconds " + START.getEpochSecond() + ".000")
        .contains("holoward_canary_round_trip_seconds NaN");
  }
}
