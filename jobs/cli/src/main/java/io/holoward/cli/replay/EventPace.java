package io.holoward.cli.replay;

import java.time.Duration;
import java.time.Instant;

/**
 * When to send what: event time passes so many times as fast as the clock.
 *
 * @param begin event time of the first record
 * @param end event time of the last record
 * @param speed seconds of event time a second; {@link Double#POSITIVE_INFINITY} for no pause
 */
public record EventPace(Instant begin, Instant end, double speed) {

  public EventPace {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("expected a speed above 0, found " + speed);
    }
  }

  /** How long after the first record one of this event time, in milliseconds, is due. */
  public Duration due(long eventTime) {
    return scaled(Duration.between(begin, Instant.ofEpochMilli(eventTime)), speed);
  }

  /** How long it takes to send everything. */
  public Duration length() {
    return due(end.toEpochMilli());
  }

  /**
   * By how much to move the recording so that it ends when its last record is sent: none then lies
   * ahead of the clock. Slower than the clock this cannot be; it then begins with the first record.
   *
   * @param start when the first record is sent
   */
  public Duration shiftToEndAt(Instant start) {
    Duration span = Duration.between(begin, end);
    return Duration.between(end, start.plus(scaled(span, Math.max(1, speed))));
  }

  /** The pace of the recording moved by so much. */
  public EventPace moved(Duration shift) {
    return new EventPace(begin.plus(shift), end.plus(shift), speed);
  }

  private static Duration scaled(Duration span, double speed) {
    return Duration.ofMillis((long) (span.toMillis() / speed));
  }
}
