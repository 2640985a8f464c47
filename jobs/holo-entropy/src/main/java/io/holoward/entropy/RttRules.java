package io.holoward.entropy;

import java.io.Serializable;

/**
 * How a round-trip time is compared with its past.
 *
 * @param logarithmic compare logarithms (round-trip times are close to lognormal), not the values
 * @param k a value deviates from k standard deviations on
 * @param minCount values to learn before the first verdict, at least 1
 * @param maxCount values after which older ones fade, at least {@code minCount}
 * @param deviationFloor smallest standard deviation assumed, above 0, in the compared unit
 * @param relearn deviating values in a row that mean a new level, at least 1; never a new level
 *     when above {@code maxCount}
 * @param twoSided whether a value far below deviates too
 */
public record RttRules(
    boolean logarithmic,
    double k,
    int minCount,
    int maxCount,
    double deviationFloor,
    int relearn,
    boolean twoSided)
    implements Serializable {

  /** Logarithms, 4σ, 30 to 1,000 values, floor 0.05, 20 in a row, both sides. */
  public static final RttRules DEFAULT = new RttRules(true, 4, 30, 1000, 0.05, 20, true);

  public RttRules {
    require(k >= 0 && Double.isFinite(k), "k must be 0 or more", k);
    require(minCount >= 1, "minCount must be at least 1", minCount);
    require(maxCount >= minCount, "maxCount must be at least minCount", maxCount);
    require(deviationFloor > 0, "deviationFloor must be above 0", deviationFloor);
    require(relearn >= 1, "relearn must be at least 1", relearn);
  }

  private static void require(boolean condition, String rule, Number found) {
    if (!condition) {
      throw new IllegalArgumentException(rule + ", not " + found);
    }
  }
}
