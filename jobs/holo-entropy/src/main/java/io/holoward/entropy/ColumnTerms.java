package io.holoward.entropy;

/**
 * What each Boolean column of one data set adds to the outlier factor of a record that is TRUE
 * there, and of one that is FALSE there; both are 0 for a constant column.
 */
final class ColumnTerms {

  final double[] whenTrue;
  final double[] whenFalse;
  final double[] weight;
  final double[] entropy;

  ColumnTerms(int columns) {
    whenTrue = new double[columns];
    whenFalse = new double[columns];
    weight = new double[columns];
    entropy = new double[columns];
  }

  static ColumnTerms of(long[] trueCounts, long records) {
    ColumnTerms terms = new ColumnTerms(trueCounts.length);
    for (int j = 0; j < trueCounts.length; j++) {
      terms.set(j, trueCounts[j], records, Entropy.ofBoolean(trueCounts[j], records));
    }
    return terms;
  }

  void set(int column, long trueCount, long records, double columnEntropy) {
    double columnWeight = Entropy.weight(columnEntropy);
    entropy[column] = columnEntropy;
    weight[column] = columnWeight;
    boolean constant = trueCount == 0 || trueCount == records;
    double deltaOfAll = constant ? 0 : Entropy.delta(records);
    whenTrue[column] = constant ? 0 : columnWeight * (Entropy.delta(trueCount) - deltaOfAll);
    whenFalse[column] =
        constant ? 0 : columnWeight * (Entropy.delta(records - trueCount) - deltaOfAll);
  }

  /** The factor of a record without any TRUE column. */
  double base(ScoredColumns scored) {
    double base = 0;
    if (scored == ScoredColumns.FULL) {
      for (double term : whenFalse) {
        base += term;
      }
    }
    return base;
  }

  /** What being TRUE in a column changes in a record's factor. */
  double step(int column, ScoredColumns scored) {
    return scored == ScoredColumns.FULL ? whenTrue[column] - whenFalse[column] : whenTrue[column];
  }

  /** The outlier factor of each distinct record. */
  void factors(DistinctRecords records, ScoredColumns scored, double[] factors) {
    double base = base(scored);
    for (int d = 0; d < records.size(); d++) {
      double factor = base;
      for (int i = records.rowStart[d]; i < records.rowStart[d + 1]; i++) {
        factor += step(records.rowColumn[i], scored);
      }
      factors[d] = Math.max(0, factor);
    }
  }
}
