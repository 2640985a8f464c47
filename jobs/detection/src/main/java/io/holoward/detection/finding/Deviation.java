package io.holoward.detection.finding;

import io.holoward.entropy.FeatureContribution;
import java.util.List;

/**
 * How far an alarm lies from the nearest intended state.
 *
 * @param score within the administrator's ranges; 0–100 by default
 * @param outlierFactor shifted outlier factor, never negative
 * @param outlierFactorRaw outlier factor as printed in the patent, never positive
 * @param zScore standard deviations above the mean of the intended state
 * @param threshold the outlier factor above which an alarm is abnormal
 * @param outlierFactorMin smallest outlier factor the score is scaled by
 * @param outlierFactorMax largest outlier factor the score is scaled by
 * @param rank {@code outlierFactor / ln(records + 1)}: sorts findings of processes of different
 *     size, nothing else
 * @param canDetect false when the intended state is too small for anything to be an outlier
 * @param alarmEntropyGain what the alarm's record adds to the entropy of the intended state
 * @param maxFeatureRemovalGain the most that taking one feature out of the alarm would lower it
 * @param contributions what each feature adds to the outlier factor, largest first
 */
public record Deviation(
    double score,
    double outlierFactor,
    double outlierFactorRaw,
    double zScore,
    double threshold,
    double outlierFactorMin,
    double outlierFactorMax,
    double rank,
    boolean canDetect,
    double alarmEntropyGain,
    double maxFeatureRemovalGain,
    List<FeatureContribution> contributions) {

  public Deviation {
    contributions = List.copyOf(contributions);
  }
}
