package io.holoward.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes outliers out of a data set, one of its records at a time, in the order the patent
 * prescribes. Column entropies are updated for the record that leaves, not computed anew.
 */
final class RecordRemoval {

  /** Says which record of a distinct row leaves next: its index once so many have left. */
  interface Order {
    long index(int row, long left);
  }

  /** One record that left: the row it belonged to, its index, its factor when it left. */
  record Removed(int row, long index, double factor) {}

  private final DistinctRecords data;
  private final Order order;
  private final ScoredColumns scored;
  private final ThresholdRule rule;
  private final long limit;

  private final long[] remaining;
  private final long[] trueCounts;
  private final double[] entropy;
  private final double[] factors;
  private final ColumnTerms terms;
  private long records;
  private final double firstThreshold;
  private final long firstOutliers;
  private final List<Removed> removed = new ArrayList<>();

  RecordRemoval(
      DistinctRecords data,
      Order order,
      ScoredColumns scored,
      ThresholdRule rule,
      double maxRemovedShare) {
    this.data = data;
    this.order = order;
    this.scored = scored;
    this.rule = rule;
    limit = (long) Math.floor(maxRemovedShare * data.records);
    remaining = data.multiplicity.clone();
    records = data.records;
    trueCounts = data.trueCounts(remaining);
    terms = ColumnTerms.of(trueCounts, records);
    entropy = terms.entropy.clone();
    factors = new double[data.size()];
    terms.factors(data, scored, factors);
    firstThreshold = threshold();
    firstOutliers =
        IntStream.range(0, data.size())
            .filter(row -> ThresholdRule.isAbove(factors[row], firstThreshold))
            .mapToLong(row -> remaining[row])
            .sum();
  }

  RecordRemoval run(OutlierRemoval method) {
    switch (method) {
      case NONE -> {}
      case SINGLE_PASS -> removeAtOnce();
      case STEP_BY_STEP -> removeStepByStep(Math.min(firstOutliers, limit), false);
      case STEP_BY_STEP_RETHRESHOLD -> removeStepByStep(limit, true);
    }
    return this;
  }

  private void removeAtOnce() {
    List<Removed> leaving = new ArrayList<>();
    for (int row = 0; row < data.size(); row++) {
      if (ThresholdRule.isAbove(factors[row], firstThreshold)) {
        for (long left = 0; left < data.multiplicity[row]; left++) {
          leaving.add(new Removed(row, order.index(row, left), factors[row]));
        }
      }
    }
    leaving.sort(
        Comparator.comparingDouble((Removed r) -> -Math.rint(r.factor / ThresholdRule.TOLERANCE))
            .thenComparingLong(Removed::index));
    for (Removed record : leaving.subList(0, (int) Math.min(limit, leaving.size()))) {
      remaining[record.row]--;
      removed.add(record);
    }
  }

  private void removeStepByStep(long steps, boolean rethreshold) {
    while (removed.size() < steps) {
      double largest = Double.NEGATIVE_INFINITY;
      double smallest = Double.POSITIVE_INFINITY;
      for (int row = 0; row < data.size(); row++) {
        if (remaining[row] > 0) {
          largest = Math.max(largest, factors[row]);
          smallest = Math.min(smallest, factors[row]);
        }
      }
      boolean allEqual = largest - smallest <= ThresholdRule.TOLERANCE;
      if (allEqual || (rethreshold && !ThresholdRule.isAbove(largest, threshold()))) {
        return;
      }
      remove(firstAt(largest));
    }
  }

  private int firstAt(double largest) {
    int first = -1;
    for (int row = 0; row < data.size(); row++) {
      if (remaining[row] > 0
          && factors[row] >= largest - ThresholdRule.TOLERANCE
          && (first < 0 || nextIndex(row) < nextIndex(first))) {
        first = row;
      }
    }
    return first;
  }

  private long nextIndex(int row) {
    return order.index(row, data.multiplicity[row] - remaining[row]);
  }

  private void remove(int row) {
    removed.add(new Removed(row, nextIndex(row), factors[row]));
    int next = data.rowStart[row];
    for (int j = 0; j < trueCounts.length; j++) {
      boolean value = next < data.rowStart[row + 1] && data.rowColumn[next] == j;
      long occurs = value ? trueCounts[j] : records - trueCounts[j];
      entropy[j] = Entropy.afterRemoval(entropy[j], records, occurs);
      if (value) {
        trueCounts[j]--;
        next++;
      }
    }
    records--;
    remaining[row]--;
    for (int j = 0; j < trueCounts.length; j++) {
      terms.set(j, trueCounts[j], records, entropy[j]);
    }
    terms.factors(data, scored, factors);
  }

  private double threshold() {
    FactorDistribution distribution = new FactorDistribution(data.size());
    for (int row = 0; row < data.size(); row++) {
      if (remaining[row] > 0) {
        distribution.add(factors[row], remaining[row]);
      }
    }
    return rule.threshold(distribution);
  }

  double firstThreshold() {
    return firstThreshold;
  }

  long firstOutliers() {
    return firstOutliers;
  }

  List<Removed> removed() {
    return removed;
  }

  long[] remaining() {
    return Arrays.copyOf(remaining, remaining.length);
  }
}
