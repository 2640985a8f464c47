package io.holoward.detection.population;

import java.io.Serializable;
import java.time.Duration;

/**
 * When the model of a population may be sealed: when processes without an intended state begin to
 * raise findings, and at the end of each day (UTC) from then on. Times are milliseconds since the
 * epoch.
 *
 * @param ready the first tick; {@link Long#MIN_VALUE} where there is none before the ends of days,
 *     {@link Long#MAX_VALUE} where there is none at all
 */
public record PopulationTicks(long ready) implements Serializable {

  private static final long DAY = Duration.ofDays(1).toMillis();

  /**
   * With the first tick where the window ends in which a time lies: only whole windows are learned.
   *
   * @param time milliseconds since the epoch, or one of those for none, see {@link #ready}
   */
  static PopulationTicks readyAt(long time, Duration window) {
    boolean isNone = time == Long.MIN_VALUE || time == Long.MAX_VALUE;
    long size = window.toMillis();
    return new PopulationTicks(isNone ? time : -Math.floorDiv(-time, size) * size);
  }

  /** The first tick at a time or after it; {@link Long#MAX_VALUE} for none. */
  public long from(long time) {
    if (time <= ready) {
      return ready;
    }
    return Math.floorDiv(time - 1, DAY) * DAY + DAY;
  }

  /** The tick that comes after one. */
  public long after(long tick) {
    return from(tick + 1);
  }
}
