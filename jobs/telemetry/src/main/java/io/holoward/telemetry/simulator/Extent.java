package io.holoward.telemetry.simulator;

import java.time.Duration;

/**
 * A length of simulated time: a duration, or a share of the phase it lies in.
 *
 * @param fixed the duration; null where the share counts
 * @param share of the phase, 0 to 1
 */
record Extent(Duration fixed, double share) {

  static final Extent NONE = new Extent(Duration.ZERO, 0);

  /** Its length in milliseconds in a phase of this length. */
  long millis(long phase) {
    return fixed == null ? (long) (phase * share) : fixed.toMillis();
  }
}
