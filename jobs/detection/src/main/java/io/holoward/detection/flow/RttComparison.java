package io.holoward.detection.flow;

/**
 * What the round-trip time of a flow was compared with.
 *
 * @param values windows behind the baseline, at least 1
 * @param logMean mean of the logarithms of their means (milliseconds)
 * @param logStandardDeviation the spread of logarithms that a single flow is measured by: that of
 *     the windows' means, that of single flows or the least one assumed, whichever is largest
 * @param zScore distance from the mean in such deviations; null while too few windows are behind
 *     the baseline and for a flow without a round-trip time
 * @param limit beyond which distance it deviates
 */
public record RttComparison(
    long values, double logMean, double logStandardDeviation, Double zScore, double limit) {

  /** Whether the flow deviates; never without a z-score. */
  boolean deviates(boolean twoSided) {
    return zScore != null && (twoSided ? Math.abs(zScore) : zScore) > limit;
  }
}
