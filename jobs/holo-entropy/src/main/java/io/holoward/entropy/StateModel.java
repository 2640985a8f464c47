package io.holoward.entropy;

/**
 * One sealed intended state in the shape that scores fast: per column what it would add to outlier
 * factors once an alarm has joined, whether the alarm is TRUE or FALSE there. Immutable.
 *
 * <p>The last entry of each column array stands for any column the state has never seen TRUE.
 */
final class StateModel {

  final DistinctRecords data;
  final long[] trueCounts;

  /** Terms in state ∪ alarm for the columns where the alarm is TRUE, and where it is FALSE. */
  final ColumnTerms alarmTrue;

  final ColumnTerms alarmFalse;

  /** Entropy of state ∪ alarm less that of the state, for a TRUE and for a FALSE alarm. */
  final double[] gainTrue;

  final double[] gainFalse;

  /** What the alarm itself adds to the factor as printed in the patent. */
  final double[] rawTrue;

  final double[] rawFalse;

  /** Factors of the distinct records in state ∪ alarm, for an alarm that is FALSE everywhere. */
  final double[] factorsAlarmFalse;

  /** For each column the distinct records that are TRUE there, one column after the other. */
  final int[] holderStart;

  final int[] holder;

  StateModel(DistinctRecords data, ScoredColumns scored) {
    this.data = data;
    int columns = data.columns.length;
    trueCounts = data.trueCounts(data.multiplicity);
    alarmTrue = new ColumnTerms(columns + 1);
    alarmFalse = new ColumnTerms(columns + 1);
    gainTrue = new double[columns + 1];
    gainFalse = new double[columns + 1];
    rawTrue = new double[columns + 1];
    rawFalse = new double[columns + 1];
    for (int j = 0; j <= columns; j++) {
      prepare(j);
    }
    factorsAlarmFalse = new double[data.size()];
    alarmFalse.factors(data, scored, factorsAlarmFalse);
    holderStart = new int[columns + 1];
    holder = new int[data.rowColumn.length];
    fillHolders();
  }

  private void prepare(int column) {
    long before = trueCount(column);
    long records = data.records;
    double entropyBefore = Entropy.ofBoolean(before, records);
    alarmTrue.set(column, before + 1, records + 1, Entropy.ofBoolean(before + 1, records + 1));
    alarmFalse.set(column, before, records + 1, Entropy.ofBoolean(before, records + 1));
    gainTrue[column] = alarmTrue.entropy[column] - entropyBefore;
    gainFalse[column] = alarmFalse.entropy[column] - entropyBefore;
    rawTrue[column] = alarmTrue.weight[column] * Entropy.delta(before + 1);
    rawFalse[column] = alarmFalse.weight[column] * Entropy.delta(records + 1 - before);
  }

  private void fillHolders() {
    for (int column : data.rowColumn) {
      holderStart[column + 1]++;
    }
    for (int j = 0; j < data.columns.length; j++) {
      holderStart[j + 1] += holderStart[j];
    }
    int[] next = holderStart.clone();
    for (int row = 0; row < data.size(); row++) {
      for (int i = data.rowStart[row]; i < data.rowStart[row + 1]; i++) {
        holder[next[data.rowColumn[i]]++] = row;
      }
    }
  }

  /** How many records of the state are TRUE in a column, 0 in one it has never seen. */
  long trueCount(int column) {
    return column < trueCounts.length ? trueCounts[column] : 0;
  }

  /** By how much a column's entropy would fall if the alarm gave up being TRUE there. */
  double removalGain(int column) {
    return alarmTrue.entropy[column] - alarmFalse.entropy[column];
  }

  /** The outlier factors of the state's own records, without any alarm. */
  FactorDistribution ownFactors(ScoredColumns scored) {
    double[] factors = new double[data.size()];
    ColumnTerms.of(trueCounts, data.records).factors(data, scored, factors);
    FactorDistribution distribution = new FactorDistribution(data.size());
    for (int row = 0; row < factors.length; row++) {
      distribution.add(factors[row], data.multiplicity[row]);
    }
    return distribution;
  }
}
