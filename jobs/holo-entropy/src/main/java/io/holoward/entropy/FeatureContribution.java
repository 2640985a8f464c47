package io.holoward.entropy;

/**
 * One column's part in an alarm's score.
 *
 * @param feature name of the column: of a feature, or of a pair as {@link Pairs#name} writes it
 * @param value whether the alarm is TRUE there; always so under {@link ScoredColumns#TRUE_ONLY}
 * @param contribution summand of the outlier factor, above 0 (constant columns are left out)
 * @param entropyGain H(state ∪ alarm) − H(state) of this column, in nats
 * @param removalGain by how much the column's entropy would fall if the alarm stayed but without
 *     this feature, in nats; negative where TRUE is the common value, 0 for a FALSE column
 * @param recordsWithFeature how many records of the state are TRUE in the column, the alarm
 *     excluded
 * @param records how many records the state has, the alarm excluded
 */
public record FeatureContribution(
    String feature,
    boolean value,
    double contribution,
    double entropyGain,
    double removalGain,
    long recordsWithFeature,
    long records) {}
