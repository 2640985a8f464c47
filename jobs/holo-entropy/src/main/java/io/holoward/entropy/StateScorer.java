package io.holoward.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores alarms against one state. The figures of the last {@link #evaluate} stay in the fields, so
 * that only the nearest state's become a result. Thread-confined; the model is only read.
 */
final class StateScorer {

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
    isTrue = new boolean[model.data.columns.features.length];
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
    trueSize = model.data.columns.countTrue(alarm);
    if (trueColumns.length < trueSize) {
      trueColumns = new int[2 * trueSize];
    }
    model.data.columns.locate(alarm, trueColumns, 0);
  }

  private void evaluateAlarm() {
    boolean full = rules.columns() == ScoredColumns.FULL;
    factor = full ? model.factorFalse : 0;
    raw = full ? model.factorRawFalse : 0;
    entropyGain = full ? model.entropyGainFalse : 0;
    holoGain = full ? model.holoGainFalse : 0;
    removalGain = trueSize == 0 ? 0 : Double.NEGATIVE_INFINITY;
    for (int i = 0; i < trueSize; i++) {
      int kind = model.kind(trueColumns[i]);
      factor += model.alarmTrue.whenTrue[kind];
      raw += model.rawTrue[kind];
      entropyGain += model.gainTrue[kind];
      holoGain += model.weightedGainTrue(kind);
      removalGain = Math.max(removalGain, model.removalGain(kind));
      if (full && isSeen(trueColumns[i])) {
        factor -= model.alarmFalse.whenFalse[kind];
        raw -= model.rawFalse[kind];
        entropyGain -= model.gainFalse[kind];
        holoGain -= model.weightedGainFalse(kind);
      }
    }
    factor = Math.max(0, factor);
    raw = Math.min(0, raw);
  }

  private boolean isSeen(int column) {
    return column < model.trueCounts.length;
  }

  /** Only columns where the alarm is TRUE differ from what the model has prepared. */
  private void fillAugmented() {
    System.arraycopy(model.factorsAlarmFalse, 0, factors, 0, factors.length);
    double shift = 0;
    for (int i = 0; i < trueSize; i++) {
      int column = trueColumns[i];
      int kind = model.kind(column);
      if (rules.columns() == ScoredColumns.FULL) {
        shift += model.alarmTrue.whenFalse[kind] - model.alarmFalse.whenFalse[kind];
      }
      if (isSeen(column)) {
        double change =
            model.alarmTrue.step(kind, rules.columns())
                - model.alarmFalse.step(kind, rules.columns());
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
    for (int i = 0; i < alarm.size(); i++) {
      addTrue(contributions, alarm.feature(i), trueColumns[i]);
    }
    int next = alarm.size();
    for (int i = 0; next < trueSize; i++) {
      for (int j = i + 1; j < alarm.size(); j++) {
        addTrue(contributions, Pairs.name(alarm.feature(i), alarm.feature(j)), trueColumns[next++]);
      }
    }
    if (rules.columns() == ScoredColumns.FULL) {
      addFalse(contributions, alarm.size());
    }
    contributions.sort(StateScorer::largestFirst);
    return contributions;
  }

  /** A feature goes before the pairs that weigh the same: it says the same in fewer words. */
  private static int largestFirst(FeatureContribution a, FeatureContribution b) {
    int order = Double.compare(b.contribution(), a.contribution());
    if (order == 0) {
      order = Boolean.compare(Pairs.isPair(a.feature()), Pairs.isPair(b.feature()));
    }
    return order == 0 ? a.feature().compareTo(b.feature()) : order;
  }

  private void addTrue(List<FeatureContribution> contributions, String name, int column) {
    int kind = model.kind(column);
    double term = model.alarmTrue.whenTrue[kind];
    if (term != 0) {
      contributions.add(
          new FeatureContribution(
              name,
              true,
              term,
              model.gainTrue[kind],
              model.removalGain(kind),
              model.trueCount(column),
              model.data.records));
    }
  }

  /** Features alone: a missing pair weighs no more than the feature that makes it so. */
  private void addFalse(List<FeatureContribution> contributions, int alarmFeatures) {
    Arrays.fill(isTrue, false);
    for (int i = 0; i < alarmFeatures; i++) {
      if (trueColumns[i] < isTrue.length) {
        isTrue[trueColumns[i]] = true;
      }
    }
    for (int column = 0; column < isTrue.length; column++) {
      int kind = model.kind(column);
      double term = model.alarmFalse.whenFalse[kind];
      if (!isTrue[column] && term != 0) {
        contributions.add(
            new FeatureContribution(
                model.data.columns.features[column],
                false,
                term,
                model.gainFalse[kind],
                0,
                model.trueCounts[column],
                model.data.records));
      }
    }
  }
}
