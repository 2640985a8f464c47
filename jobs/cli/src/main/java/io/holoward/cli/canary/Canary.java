package io.holoward.cli.canary;

import io.holoward.cli.UserException;
import io.holoward.detection.observation.ConnectionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends something known to be bad through the whole of the pipeline and watches for the alarm: what
 * comes back shows that everything in between works.
 *
 * <p>While no beat has ever been found the process may be unknown to the job, so it is taught: a
 * lesson, and the command to seal it. A lesson that was learned already changes nothing.
 */
public final class Canary {

  private static final String EXPECTED = "ABNORMAL";
  private static final Duration POLL = Duration.ofMillis(200);

  private final CanaryScript script;
  private final CanaryTopics topics;
  private final CanaryPulse pulse;
  private final Clock clock;
  private final int lessonRecords;
  private final Duration lessonInterval;
  private Instant lastLesson;

  /**
   * @param pulse is told what came of each beat
   * @param lessonRecords what the process is taught from
   * @param lessonInterval how long a lesson may take to be learned before the next
   */
  public Canary(
      CanaryScript script,
      CanaryTopics topics,
      CanaryPulse pulse,
      Clock clock,
      int lessonRecords,
      Duration lessonInterval) {
    this.script = script;
    this.topics = topics;
    this.pulse = pulse;
    this.clock = clock;
    this.lessonRecords = lessonRecords;
    this.lessonInterval = lessonInterval;
  }

  /**
   * What came of a beat.
   *
   * @param roundTrip from sending to the alarm; null when none came in time
   * @param finding the last that was said of it; null for nothing
   * @param taught whether a lesson was sent because of it
   * @param problem why it could not even be sent; null if it could
   */
  public record Outcome(Duration roundTrip, CanaryFinding finding, boolean taught, String problem) {

    /** Whether the alarm came as it has to. */
    public boolean found() {
      return roundTrip != null;
    }
  }

  /** Sends a beat and waits for its alarm. */
  public Outcome beat(Duration deadline) {
    Outcome outcome;
    try {
      outcome = sendAndAwait(deadline);
      if (!outcome.found() && isLessonDue()) {
        teach();
        outcome = new Outcome(null, outcome.finding(), true, null);
      }
    } catch (UserException e) {
      outcome = new Outcome(null, null, false, e.getMessage());
    }
    pulse.beat(outcome, clock.instant());
    return outcome;
  }

  private Outcome sendAndAwait(Duration deadline) {
    Instant begun = clock.instant();
    ConnectionEvent beat = script.beat(begun.toEpochMilli());
    topics.send(List.of(beat));
    CanaryFinding last = null;
    Instant now = clock.instant();
    while (now.isBefore(begun.plus(deadline))) {
      Optional<CanaryFinding> finding = answer(beat);
      now = clock.instant();
      if (finding.isPresent()) {
        last = finding.get();
        if (last.verdict().equals(EXPECTED)) {
          return new Outcome(Duration.between(begun, now), last, false, null);
        }
      }
    }
    return new Outcome(null, last, false, null);
  }

  private Optional<CanaryFinding> answer(ConnectionEvent beat) {
    return topics.findings(POLL).stream()
        .filter(finding -> finding.host().equals(beat.host()))
        .filter(finding -> finding.pid() != null && finding.pid() == beat.process().pid())
        .findFirst();
  }

  private boolean isLessonDue() {
    return !pulse.everFound()
        && (lastLesson == null || clock.instant().isAfter(lastLesson.plus(lessonInterval)));
  }

  private void teach() {
    long now = clock.millis();
    topics.send(script.lesson(lessonRecords, now));
    topics.send(script.promotion(now));
    lastLesson = clock.instant();
  }
}
