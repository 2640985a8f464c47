package io.holoward.entropy;

import java.util.List;

/**
 * The score of one alarm and its reasons, against the nearest intended state.
 *
 * @param outlier the verdict: true for ABNORMAL
 * @param canDetect false while the state has too few records for anything to be an outlier
 * @param score within the administrator's ranges
 * @param outlierFactor OF of the alarm in state ∪ alarm; 0 or more
 * @param outlierFactorRaw the same as printed in the patent; 0 or less
 * @param zScore (OF − mean) / σ; without a spread 0, or positive infinity above the threshold
 * @param threshold largest ordinary outlier factor
 * @param outlierFactorMin smallest outlier factor of the statistics
 * @param outlierFactorMax the factor that earns the far end of the abnormal range
 * @param mean mean outlier factor of the statistics
 * @param standardDeviation σ of the statistics, of the population
 * @param records records behind the nearest state, the alarm excluded
 * @param state index of the nearest state, the largest being 0
 * @param states number of states
 * @param alarmEntropyGain H(state ∪ alarm) − H(state) over the scored columns, in nats
 * @param holoEntropyGain the same, each column by its weight
 * @param maxFeatureRemovalGain largest removal gain of the alarm's TRUE columns, pairs among them,
 *     0 without any
 * @param known some state holds a record with exactly this signature
 * @param contributions the columns that contribute, the largest first; among equal ones features
 *     before pairs, then by name. They add up to the outlier factor, except that pairs which are
 *     FALSE under {@link ScoredColumns#FULL} count without being told: each weighs no more than the
 *     missing feature that makes it so
 */
public record AlarmScore(
    boolean outlier,
    boolean canDetect,
    double score,
    double outlierFactor,
    double outlierFactorRaw,
    double zScore,
    double threshold,
    double outlierFactorMin,
    double outlierFactorMax,
    double mean,
    double standardDeviation,
    long records,
    int state,
    int states,
    double alarmEntropyGain,
    double holoEntropyGain,
    double maxFeatureRemovalGain,
    boolean known,
    List<FeatureContribution> contributions) {

  public AlarmScore {
    contributions = List.copyOf(contributions);
  }

  /**
   * The same figures with another verdict: not an outlier, for a reason that records cannot tell.
   *
   * @param other the score that goes with it
   */
  public AlarmScore asNormal(double other) {
    return new AlarmScore(
        false,
        canDetect,
        other,
        outlierFactor,
        outlierFactorRaw,
        zScore,
        threshold,
        outlierFactorMin,
        outlierFactorMax,
        mean,
        standardDeviation,
        records,
        state,
        states,
        alarmEntropyGain,
        holoEntropyGain,
        maxFeatureRemovalGain,
        known,
        contributions);
  }
}
