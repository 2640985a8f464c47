package io.holoward.detection.port;

import java.io.Serializable;
import java.time.Duration;

/**
 * When the use of an unexpected port is common enough to be proposed as an exception.
 *
 * @param minHosts hosts it must have been seen on, 1–{@link #MAX_HOSTS}
 * @param minAge event time between its first and its last use, up to {@link #MAX_AGE}
 */
public record ExceptionRules(int minHosts, Duration minAge) implements Serializable {

  /** More hosts than this are not counted. */
  public static final int MAX_HOSTS = 64;

  /** The longest time that may be asked for. */
  public static final Duration MAX_AGE = Duration.ofDays(60);

  /**
   * @throws IllegalArgumentException if the rules could never be met, or always
   */
  public ExceptionRules {
    if (minHosts < 1 || minHosts > MAX_HOSTS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MAX_HOSTS + " hosts for an exception, found " + minHosts);
    }
    if (minAge.isNegative() || minAge.compareTo(MAX_AGE) > 0) {
      throw new IllegalArgumentException(
          "expected an age of an exception of 0 to " + MAX_AGE.toDays() + " d, found " + minAge);
    }
  }
}
