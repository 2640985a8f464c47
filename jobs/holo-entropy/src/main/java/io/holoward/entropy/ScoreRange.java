package io.holoward.entropy;

/**
 * The administrator's score ranges. A descending range is legal: the "low" end is where the range
 * begins, at the smallest outlier factor of its verdict.
 *
 * @param normalLow score of the most ordinary alarm
 * @param normalHigh score of an alarm at the threshold, seen from below
 * @param abnormalLow score of an alarm at the threshold, seen from above
 * @param abnormalHigh score of the most deviating alarm
 */
public record ScoreRange(
    double normalLow, double normalHigh, double abnormalLow, double abnormalHigh) {

  /** Normal 0–50, abnormal 50–100. */
  public static final ScoreRange DEFAULT = new ScoreRange(0, 50, 50, 100);

  public ScoreRange {
    requireFinite("normalLow", normalLow);
    requireFinite("normalHigh", normalHigh);
    requireFinite("abnormalLow", abnormalLow);
    requireFinite("abnormalHigh", abnormalHigh);
  }

  /**
   * The score of an outlier factor.
   *
   * @param outlier which of the two formulas applies
   * @param smallest the factor that earns {@code normalLow}
   * @param largest the factor that earns {@code abnormalHigh}
   */
  public double score(
      boolean outlier, double factor, double threshold, double smallest, double largest) {
    if (outlier) {
      double width = largest - threshold;
      double share = width <= ThresholdRule.TOLERANCE ? 1 : clamp((factor - threshold) / width);
      return abnormalLow + (abnormalHigh - abnormalLow) * share;
    }
    double width = threshold - smallest;
    double share = width <= ThresholdRule.TOLERANCE ? 0 : clamp((factor - smallest) / width);
    return normalLow + (normalHigh - normalLow) * share;
  }

  private static double clamp(double share) {
    return Math.min(1, Math.max(0, share));
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be a finite number, not " + value);
    }
  }
}
