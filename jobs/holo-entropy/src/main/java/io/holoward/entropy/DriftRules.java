package io.holoward.entropy;

import java.io.Serializable;

/**
 * When a level that creeps counts as drift.
 *
 * @param reference values that are averaged and then stand for the past, at least 2
 * @param slack how far a value may lie from the reference without counting, in standard deviations
 *     of the reference, 0 or more
 * @param slackFloor the same as a distance of logarithms: the slack is never below it, 0 or more
 * @param limit how much beyond the slack must add up to be reported, in standard deviations, above
 *     0
 * @param deviationFloor smallest standard deviation assumed of a reference, above 0
 */
public record DriftRules(
    int reference, double slack, double slackFloor, double limit, double deviationFloor)
    implements Serializable {

  /**
   * 100 values, 1.5σ but at least a factor of e^0.5 = 1.65, limit 20σ, floor 0.05.
   *
   * <p>Chosen by simulation: no report in 200 weeks of one-minute values, lognormal with σ 0.1 to
   * 0.7 or with a daily wave of ±20 %, and one in some weeks where neighbouring values are
   * correlated by 0.7; growth by 0.5 % a value is reported at about twice the level. Without the
   * floor of the slack every daily wave would be reported, because 100 minutes see only one part of
   * the day.
   */
  public static final DriftRules DEFAULT =
      new DriftRules(100, 1.5, 0.5, 20, RttRules.DEFAULT.deviationFloor());

  public DriftRules {
    require(reference >= 2, "reference must be at least 2", reference);
    require(slack >= 0 && Double.isFinite(slack), "slack must be 0 or more", slack);
    require(
        slackFloor >= 0 && Double.isFinite(slackFloor), "slackFloor must be 0 or more", slackFloor);
    require(limit > 0 && Double.isFinite(limit), "limit must be above 0", limit);
    require(deviationFloor > 0, "deviationFloor must be above 0", deviationFloor);
  }

  private static void require(boolean condition, String rule, Number found) {
    if (!condition) {
      throw new IllegalArgumentException(rule + ", not " + found);
    }
  }
}
