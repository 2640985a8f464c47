package io.holoward.detection.history;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a history remembers, for how long, and what new means. Times are milliseconds.
 *
 * @param horizon how long after it was first seen something counts as new
 * @param expiry how long a service is remembered after it was last used
 * @param maxServices services remembered of one network
 * @param maxProcesses processes remembered of one service
 * @param leaveOneOut whether new means: used at no other time of a bounded input
 * @param separation how far apart two uses are so that one vouches for the other, with {@link
 *     #leaveOneOut}
 */
public record HistoryRules(
    long horizon,
    long expiry,
    int maxServices,
    int maxProcesses,
    boolean leaveOneOut,
    long separation)
    implements Serializable {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** The time to the hour: so precisely is known when something was last used. */
  static long coarse(long time) {
    return Math.floorDiv(time, HOUR) * HOUR;
  }

  /** The first tick at a time or after it: the ends of days, UTC. */
  public static long tick(long time) {
    return -Math.floorDiv(-time, DAY) * DAY;
  }

  /** The tick at which something is forgotten that was last used in the hour from a time on. */
  long lapse(long hour) {
    return tick(hour + HOUR + expiry);
  }

  /**
   * The watermark from which what looks new about a use is settled: nothing can come any longer
   * that was seen before the history was sealed, or so early that the use is beyond the horizon.
   *
   * @param readyAt when the history is sealed; {@code Long.MIN_VALUE} for before any event
   */
  public long settledAt(Use use, long readyAt) {
    long sealed = readyAt == Long.MIN_VALUE ? readyAt : readyAt - 1;
    return Math.max(use.eventTime() - horizon, sealed);
  }
}
