package io.holoward.cli.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * How simulated time passes in the demo: the first third of its duration covers the history that
 * discovery needs, and then one second is ten minutes.
 *
 * @param start simulated time of the beginning
 * @param history simulated time the first third covers
 * @param duration how long the demo lasts, at least three seconds
 */
public record Pace(Instant start, Duration history, Duration duration) {
  private static final int LIVE_SPEED = 600;

  public Pace {
    if (duration.toSeconds() < 3) {
      throw new IllegalArgumentException("the demo has to last three seconds or more");
    }
  }

  /** The pace of a demo whose simulated time ends at this time. */
  public static Pace endingAt(Instant end, Duration history, Duration duration) {
    Pace fromEpoch = new Pace(Instant.EPOCH, history, duration);
    return new Pace(end.minus(fromEpoch.simulated()), history, duration);
  }

  /** How long the history takes on the wall. */
  public Duration learning() {
    return duration.dividedBy(3);
  }

  /** The simulated time when so much time has passed on the wall. */
  public Instant simulatedAfter(Duration elapsed) {
    Duration learning = learning();
    if (elapsed.compareTo(learning) <= 0) {
      double share = (double) elapsed.toMillis() / learning.toMillis();
      return start.plusMillis((long) (share * history.toMillis()));
    }
    return liveFrom().plus(elapsed.minus(learning).multipliedBy(LIVE_SPEED));
  }

  /** The simulated time from which one second is ten minutes. */
  public Instant liveFrom() {
    return start.plus(history);
  }

  /** How much simulated time the whole demo covers. */
  public Duration simulated() {
    return Duration.between(start, simulatedAfter(duration));
  }

  /** The simulated time of the end. */
  public Instant end() {
    return simulatedAfter(duration);
  }
}
