package io.holoward.scoring.state;

/**
 * Times at which the values of a key are looked at: one in each period. Were they the same for all
 * keys, everything that came within a period would be forgotten at one watermark, and all events
 * behind it would wait for that; were they different for each, a {@link WriteBackCache} would look
 * through all it holds for each. So keys share {@value #GROUPS} of them.
 *
 * @param period between two of a key, milliseconds
 */
public record Ticks(long period) {

  private static final int GROUPS = 60;

  /** A period has to be longer than nothing. */
  public Ticks {
    if (period <= 0) {
      throw new IllegalArgumentException("a period of " + period + " ms");
    }
  }

  /**
   * The first of a key that is not before a time.
   *
   * @param key with a hash that is evenly spread, and the same in every JVM
   * @param time milliseconds since the epoch; the smallest number stays what it is
   */
  public long notBefore(Object key, long time) {
    if (time == Long.MIN_VALUE) {
      return time;
    }
    long phase = Math.floorMod(key.hashCode(), GROUPS) * period / GROUPS;
    return time + Math.floorMod(phase - time, period);
  }
}
