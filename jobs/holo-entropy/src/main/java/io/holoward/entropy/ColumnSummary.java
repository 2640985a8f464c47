package io.holoward.entropy;

/**
 * One Boolean column of a data set.
 *
 * @param feature name of the column
 * @param trueCount number of records that are TRUE there
 * @param entropy Shannon entropy in nats, 0 to ln 2
 * @param weight weight of the column, 2/3 to 1
 */
public record ColumnSummary(String feature, long trueCount, double entropy, double weight) {

  static ColumnSummary of(String feature, long trueCount, long records) {
    double entropy = Entropy.ofBoolean(trueCount, records);
    return new ColumnSummary(feature, trueCount, entropy, Entropy.weight(entropy));
  }
}
