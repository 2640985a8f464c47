package io.holoward.entropy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The outlier factor of every record of a data set, in the order of the records, and the columns
 * behind them.
 *
 * <p>A record's factor is Σ w·(δ(c) − δ(N)) over its columns, c being how many of the N records
 * have its value there: 0 for a record that is like all others, the more the rarer its values.
 * Memory is some 50 bytes a record.
 */
public final class OutlierFactors {

  private final double[] raw;
  private final double[] shifted;
  private final double[] entropies;
  private final double[] weights;

  private OutlierFactors(double[] raw, double[] shifted, double[] entropies, double[] weights) {
    this.raw = raw;
    this.shifted = shifted;
    this.entropies = entropies;
    this.weights = weights;
  }

  /** Boolean records, each given by its TRUE columns; the columns are those TRUE anywhere. */
  public static OutlierFactors ofRecords(List<Signature> records, ScoredColumns scored) {
    return ofRecords(records, scored, List.of());
  }

  /**
   * Boolean records, each given by its TRUE columns.
   *
   * @param extraColumns columns that exist although no record may be TRUE there; they change
   *     nothing but the raw factors under {@link ScoredColumns#FULL}
   */
  public static OutlierFactors ofRecords(
      List<Signature> records, ScoredColumns scored, Collection<String> extraColumns) {
    DistinctRecords data = distinct(records, extraColumns);
    long[] trueCounts = data.trueCounts(data.multiplicity);
    ColumnTerms terms = ColumnTerms.of(trueCounts, data.records);
    double[] factors = new double[data.size()];
    terms.factors(data, scored, factors);
    double[] rawFactors = rawFactors(data, trueCounts, terms.weight, scored);
    double[] raw = new double[records.size()];
    double[] shifted = new double[records.size()];
    for (int i = 0; i < raw.length; i++) {
      int row = data.rowOf(records.get(i));
      raw[i] = rawFactors[row];
      shifted[i] = factors[row];
    }
    return new OutlierFactors(raw, shifted, terms.entropy, terms.weight);
  }

  /** What the columns of Boolean records hold, in order of their names. */
  public static List<ColumnSummary> columns(
      List<Signature> records, Collection<String> extraColumns) {
    DistinctRecords data = distinct(records, extraColumns);
    long[] trueCounts = data.trueCounts(data.multiplicity);
    return IntStream.range(0, trueCounts.length)
        .mapToObj(j -> ColumnSummary.of(data.columns.features[j], trueCounts[j], data.records))
        .toList();
  }

  private static DistinctRecords distinct(
      List<Signature> records, Collection<String> extraColumns) {
    TreeMap<Signature, Long> counts = new TreeMap<>();
    records.forEach(record -> counts.merge(record, 1L, Long::sum));
    return DistinctRecords.of(counts, extraColumns);
  }

  private static double[] rawFactors(
      DistinctRecords data, long[] trueCounts, double[] weights, ScoredColumns scored) {
    double[] factors = new double[data.size()];
    for (int row = 0; row < factors.length; row++) {
      int next = data.rowStart[row];
      for (int j = 0; j < trueCounts.length; j++) {
        boolean value = next < data.rowStart[row + 1] && data.rowColumn[next] == j;
        next += value ? 1 : 0;
        if (value || scored == ScoredColumns.FULL) {
          long occurs = value ? trueCounts[j] : data.records - trueCounts[j];
          factors[row] += weights[j] * Entropy.delta(occurs);
        }
      }
    }
    return factors;
  }

  /**
   * General categorical rows: a column's values are compared as they are.
   *
   * @throws IllegalArgumentException when rows have different numbers of columns
   */
  public static OutlierFactors ofRows(List<? extends List<String>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != columns) {
        throw new IllegalArgumentException(
            "row %d has %d columns, the first has %d"
                .formatted(i + 1, rows.get(i).size(), columns));
      }
    }
    OutlierFactors factors =
        new OutlierFactors(
            new double[rows.size()],
            new double[rows.size()],
            new double[columns],
            new double[columns]);
    for (int j = 0; j < columns; j++) {
      factors.addColumn(rows, j);
    }
    return factors;
  }

  private void addColumn(List<? extends List<String>> rows, int column) {
    Map<String, Long> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.get(column), 1L, Long::sum));
    entropies[column] =
        Entropy.of(counts.values().stream().sorted().mapToLong(Long::longValue).toArray());
    weights[column] = Entropy.weight(entropies[column]);
    double deltaOfAll = Entropy.delta(rows.size());
    for (int i = 0; i < raw.length; i++) {
      double delta = Entropy.delta(counts.get(rows.get(i).get(column)));
      raw[i] += weights[column] * delta;
      shifted[i] += weights[column] * (delta - deltaOfAll);
    }
  }

  /** The outlier factors, 0 or more each. */
  public double[] shifted() {
    return shifted.clone();
  }

  /** The factors as printed in the patent, Σ w·δ(c): 0 or less each. */
  public double[] raw() {
    return raw.clone();
  }

  /** The entropy of each column, in nats. */
  public double[] entropies() {
    return entropies.clone();
  }

  /** The weight of each column. */
  public double[] weights() {
    return weights.clone();
  }

  /** The largest ordinary factor by this rule. */
  public double threshold(ThresholdRule rule) {
    return rule.threshold(FactorDistribution.of(shifted));
  }

  /** The indices of the records whose factor lies above a threshold, ascending. */
  public int[] above(double threshold) {
    return IntStream.range(0, shifted.length)
        .filter(i -> ThresholdRule.isAbove(shifted[i], threshold))
        .toArray();
  }

  /**
   * Takes outliers out of Boolean records.
   *
   * @param maxRemovedShare largest share of the records that may leave, 0 to 1
   */
  public static Removal remove(
      List<Signature> records,
      ScoredColumns scored,
      ThresholdRule rule,
      OutlierRemoval method,
      double maxRemovedShare) {
    DistinctRecords data = distinct(records, List.of());
    List<List<Integer>> indices = new ArrayList<>();
    for (int row = 0; row < data.size(); row++) {
      indices.add(new ArrayList<>());
    }
    for (int i = 0; i < records.size(); i++) {
      indices.get(data.rowOf(records.get(i))).add(i);
    }
    RecordRemoval removal =
        new RecordRemoval(
            data, (row, left) -> indices.get(row).get((int) left), scored, rule, maxRemovedShare);
    List<RemovedRecord> removed =
        removal.run(method).removed().stream()
            .map(record -> new RemovedRecord((int) record.index(), record.factor()))
            .toList();
    boolean[] gone = new boolean[records.size()];
    removed.forEach(record -> gone[record.index()] = true);
    List<Integer> remaining =
        IntStream.range(0, gone.length).filter(i -> !gone[i]).boxed().toList();
    return new Removal(removal.firstThreshold(), removal.firstOutliers(), removed, remaining);
  }

  /**
   * What a removal did.
   *
   * @param firstThreshold threshold over all records
   * @param firstOutliers how many records lay above it
   * @param removed the records that left, in that order
   * @param remaining the indices of those that stayed, ascending
   */
  public record Removal(
      double firstThreshold,
      long firstOutliers,
      List<RemovedRecord> removed,
      List<Integer> remaining) {}

  /**
   * A record that left.
   *
   * @param index its place among the records
   * @param factor its outlier factor at the moment it left
   */
  public record RemovedRecord(int index, double factor) {}
}
