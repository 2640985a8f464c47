package io.holoward.detection.lifecycle;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * When a process has been observed enough to be judged.
 *
 * @param minRecords behaviour records it must have shown
 * @param minHosts hosts it must have been seen on
 * @param minAge event time since it was first seen
 * @param stability how little new it must show
 * @param sealAtEnd true when the end of a bounded input seals whatever has {@code floor} records
 * @param sealAt event time at which whatever has {@code floor} records is sealed; null for never
 * @param floor the fewest records a model is ever sealed from, on whatever ground
 */
public record PromotionRules(
    int minRecords,
    int minHosts,
    Duration minAge,
    Stability stability,
    boolean sealAtEnd,
    Instant sealAt,
    int floor)
    implements Serializable {

  /**
   * When a process has stopped to show new behaviour.
   *
   * @param records how many of the last records it is judged by
   * @param maxNew share of these that may have shown a signature for the first time; 0–1
   */
  public record Stability(int records, double maxNew) implements Serializable {}
}
