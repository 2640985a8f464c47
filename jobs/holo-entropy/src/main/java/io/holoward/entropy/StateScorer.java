package io.holoward.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Scores alarms against one state. The figures of the last {@link #evaluate} stay in the fields, so
 * that only the nearest state's become a result. Thread-confined; the model is only read.
 */
final class StateScorer {

  private static final Comparator<FeatureContribution> LARGEST_FIRST =
      Comparator.comparingDouble(FeatureContribution::contribution)
          .reversed()
          .thenComparing(FeatureContribution::feature);

  private final StateModel model;
  private final ScoringRules rules;
  private final FactorDistribution reference;
  private final double[] factors;
  private final boolean[] isTrue;
  private int[] trueColumns = new int[16];
  private int trueSize;

  private double factor;
  private double raw;
  private double entropyGain;
  private double holoGain;
  private double removalGain;
  private double mean;
  private double deviation;
  private double threshold;
  private double smallest;
  private double largest;

  StateScorer(StateModel model, ScoringRules rules) {
    this.model = model;
    this.rules = rules;
    factors = new double[model.data.size()];
    isTrue = new boolean[model.data.columns.length];
    if (rules.statistics() == ScoreStatistics.BASELINE) {
      reference = model.ownFactors(rules.columns());
      if (reference.isEmpty()) {
        reference.add(0, 1);
      }
      readReference();
    } else {
      reference = new FactorDistribution(model.data.size() + 1);
    }
  }

  /** Computes everything about the alarm in this state but its explanation. */
  void evaluate(Signature alarm) {
    locate(alarm);
    evaluateAlarm();
    if (rules.statistics() == ScoreStatistics.AUGMENTED) {
      fillAugmented();
      readReference();
    }
  }

  private void locate(Signature alarm) {
    trueSize = alarm.size();
    if (trueColumns.length < trueSize) {
      trueColumns = new int[2 * trueSize];
    }
    for (int i = 0; i < trueSize; i++) {
      trueColumns[i] = model.data.indexOf(alarm.feature(i));
    }
  }

  private void evaluateAlarm() {
    factor = 0;
    raw = 0;
    entropyGain = 0;
    holoGain = 0;
    removalGain = trueSize == 0 ? 0 : Double.NEGATIVE_INFINITY;
    for (int i = 0; i < trueSize; i++) {
      int column = trueColumns[i];
      factor += model.alarmTrue.whenTrue[column];
      raw += model.rawTrue[column];
      entropyGain += model.gainTrue[column];
      holoGain += model.alarmTrue.weight[column] * model.gainTrue[column];
      removalGain = Math.max(removalGain, model.removalGain(column));
    }
    if (rules.columns() == ScoredColumns.FULL) {
      addFalseColumns();
    }
  }

  private void addFalseColumns() {
    markTrue();
    for (int column = 0; column < isTrue.length; column++) {
      if (!isTrue[column]) {
        factor += model.alarmFalse.whenFalse[column];
        raw += model.rawFalse[column];
        entropyGain += model.gainFalse[column];
        holoGain += model.alarmFalse.weight[column] * model.gainFalse[column];
      }
    }
  }

  private void markTrue() {
    Arrays.fill(isTrue, false);
    for (int i = 0; i < trueSize; i++) {
      if (trueColumns[i] < isTrue.length) {
        isTrue[trueColumns[i]] = true;
      }
    }
  }

  /** Only columns where the alarm is TRUE differ from what the model has prepared. */
  private void fillAugmented() {
    System.arraycopy(model.factorsAlarmFalse, 0, factors, 0, factors.length);
    double shift = 0;
    for (int i = 0; i < trueSize; i++) {
      int column = trueColumns[i];
      if (rules.columns() == ScoredColumns.FULL) {
        shift += model.alarmTrue.whenFalse[column] - model.alarmFalse.whenFalse[column];
      }
      if (column < isTrue.length) {
        double change =
            model.alarmTrue.step(column, rules.columns())
                - model.alarmFalse.step(column, rules.columns());
        for (int h = model.holderStart[column]; h < model.holderStart[column + 1]; h++) {
          factors[model.holder[h]] += change;
        }
      }
    }
    reference.clear();
    for (int row = 0; row < factors.length; row++) {
      reference.add(Math.max(0, factors[row] + shift), model.data.multiplicity[row]);
    }
    reference.add(factor, 1);
  }

  private void readReference() {
    mean = reference.mean();
    deviation = reference.standardDeviation();
    threshold = rules.threshold().threshold(reference);
    smallest = reference.min();
    largest =
        rules.anchor() == ScoreAnchor.EXTENDED
            ? rules.threshold().extendedMaximum(reference)
            : reference.max();
  }

  /** How far the last alarm lies from this state, in standard deviations. */
  double zScore() {
    if (deviation > ThresholdRule.TOLERANCE) {
      return (factor - mean) / deviation;
    }
    return ThresholdRule.isAbove(factor, threshold) ? Double.POSITIVE_INFINITY : 0;
  }

  /** True when the last alarm is nearer to this state than to another one. */
  boolean isNearerThan(StateScorer other) {
    int order = Double.compare(zScore(), other.zScore());
    return order < 0 || (order == 0 && factor < other.factor);
  }

  /** The result for the last alarm. */
  AlarmScore result(Signature alarm, int state, int states, boolean known) {
    boolean outlier =
        ThresholdRule.isAbove(factor, threshold)
            && (rules.minFeatureRemovalGain() == 0 || removalGain >= rules.minFeatureRemovalGain());
    return new AlarmScore(
        outlier,
        rules.threshold().canDetect(reference.records()),
        rules.range().score(outlier, factor, threshold, smallest, largest),
        factor,
        raw,
        zScore(),
        threshold,
        smallest,
        largest,
        mean,
        deviation,
        model.data.records,
        state,
        states,
        entropyGain,
        holoGain,
        removalGain,
        known,
        contributions(alarm));
  }

  private List<FeatureContribution> contributions(Signature alarm) {
    List<FeatureContribution> contributions = new ArrayList<>(trueSize);
    for (int i = 0; i < trueSize; i++) {
      int column = trueColumns[i];
      double term = model.alarmTrue.whenTrue[column];
      if (term != 0) {
        contributions.add(
            new FeatureContribution(
                alarm.feature(i),
                true,
                term,
                model.gainTrue[column],
                model.removalGain(column),
                model.trueCount(column),
                model.data.records));
      }
    }
    if (rules.columns() == ScoredColumns.FULL) {
      addFalseContributions(contributions);
    }
    contributions.sort(LARGEST_FIRST);
    return contributions;
  }

  private void addFalseContributions(List<FeatureContribution> contributions) {
    for (int column = 0; column < isTrue.length; column++) {
      double term = model.alarmFalse.whenFalse[column];
      if (!isTrue[column] && term != 0) {
        contributions.add(
            new FeatureContribution(
                model.data.columns[column],
                false,
                term,
                model.gainFalse[column],
                0,
                model.trueCounts[column],
                model.data.records));
      }
    }
  }
}
