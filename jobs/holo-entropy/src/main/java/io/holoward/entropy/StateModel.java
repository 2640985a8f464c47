package io.holoward.entropy;

import java.util.Arrays;

/**
 * One sealed intended state in the shape that scores fast: per column what it would add to outlier
 * factors once an alarm has joined, whether the alarm is TRUE or FALSE there. Immutable.
 *
 * <p>All that depends on how many records are TRUE in the column and on nothing else, so it is kept
 * once for each number that occurs: a <i>kind</i> of column. Kind {@value #NEVER} is that of the
 * columns the state has never seen TRUE.
 */
final class StateModel {

  static final int NEVER = 0;

  /** The records over the columns that are scored. */
  final DistinctRecords data;

  final long[] trueCounts;

  /** Terms of each kind in state ∪ alarm where the alarm is TRUE, and where it is FALSE. */
  final ColumnTerms alarmTrue;

  final ColumnTerms alarmFalse;

  /** Entropy of state ∪ alarm less that of the state, for a TRUE and for a FALSE alarm. */
  final double[] gainTrue;

  final double[] gainFalse;

  /** What the alarm itself adds to the factor as printed in the patent. */
  final double[] rawTrue;

  final double[] rawFalse;

  /** The sums over all columns for an alarm that is FALSE everywhere. */
  final double factorFalse;

  final double factorRawFalse;
  final double entropyGainFalse;
  final double holoGainFalse;

  /** Factors of the distinct records in state ∪ alarm, for an alarm that is FALSE everywhere. */
  final double[] factorsAlarmFalse;

  /** For each column the distinct records that are TRUE there, one column after the other. */
  final int[] holderStart;

  final int[] holder;

  private final int[] kind;

  StateModel(DistinctRecords records, ScoringRules rules) {
    data = records.extendedFor(rules);
    trueCounts = data.trueCounts(data.multiplicity);
    long[] kinds = kinds();
    kind = Arrays.stream(trueCounts).mapToInt(count -> Arrays.binarySearch(kinds, count)).toArray();
    alarmTrue = new ColumnTerms(kinds.length);
    alarmFalse = new ColumnTerms(kinds.length);
    gainTrue = new double[kinds.length];
    gainFalse = new double[kinds.length];
    rawTrue = new double[kinds.length];
    rawFalse = new double[kinds.length];
    for (int k = 0; k < kinds.length; k++) {
      prepare(k, kinds[k]);
    }
    factorFalse = sum(alarmFalse.whenFalse);
    factorRawFalse = sum(rawFalse);
    entropyGainFalse = sum(gainFalse);
    holoGainFalse = Arrays.stream(kind).mapToDouble(this::weightedGainFalse).sum();
    factorsAlarmFalse = new double[data.size()];
    ColumnTerms.of(trueCounts, data.records + 1).factors(data, rules.columns(), factorsAlarmFalse);
    holderStart = new int[trueCounts.length + 1];
    holder = new int[data.rowColumn.length];
    fillHolders();
  }

  private long[] kinds() {
    long[] counts = Arrays.copyOf(trueCounts, trueCounts.length + 1);
    counts[trueCounts.length] = 0;
    return Arrays.stream(counts).sorted().distinct().toArray();
  }

  private void prepare(int kind, long before) {
    long records = data.records;
    double entropyBefore = Entropy.ofBoolean(before, records);
    alarmTrue.set(kind, before + 1, records + 1, Entropy.ofBoolean(before + 1, records + 1));
    alarmFalse.set(kind, before, records + 1, Entropy.ofBoolean(before, records + 1));
    gainTrue[kind] = alarmTrue.entropy[kind] - entropyBefore;
    gainFalse[kind] = alarmFalse.entropy[kind] - entropyBefore;
    rawTrue[kind] = alarmTrue.weight[kind] * Entropy.delta(before + 1);
    rawFalse[kind] = alarmFalse.weight[kind] * Entropy.delta(records + 1 - before);
  }

  private double sum(double[] ofKinds) {
    return Arrays.stream(kind).mapToDouble(k -> ofKinds[k]).sum();
  }

  private void fillHolders() {
    for (int column : data.rowColumn) {
      holderStart[column + 1]++;
    }
    for (int j = 0; j < trueCounts.length; j++) {
      holderStart[j + 1] += holderStart[j];
    }
    int[] next = holderStart.clone();
    for (int row = 0; row < data.size(); row++) {
      for (int i = data.rowStart[row]; i < data.rowStart[row + 1]; i++) {
        holder[next[data.rowColumn[i]]++] = row;
      }
    }
  }

  /** The kind of a column; also of one that is not among the state's. */
  int kind(int column) {
    return column < kind.length ? kind[column] : NEVER;
  }

  /** How many records of the state are TRUE in a column, 0 in one it has never seen. */
  long trueCount(int column) {
    return column < trueCounts.length ? trueCounts[column] : 0;
  }

  /** By how much such a column's entropy would fall if the alarm gave up being TRUE there. */
  double removalGain(int kind) {
    return alarmTrue.entropy[kind] - alarmFalse.entropy[kind];
  }

  double weightedGainTrue(int kind) {
    return alarmTrue.weight[kind] * gainTrue[kind];
  }

  double weightedGainFalse(int kind) {
    return alarmFalse.weight[kind] * gainFalse[kind];
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
