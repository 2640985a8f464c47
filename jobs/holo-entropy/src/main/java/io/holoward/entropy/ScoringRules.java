package io.holoward.entropy;

import java.util.Locale;
import java.util.Objects;

/**
 * How an alarm is scored against sealed intended states.
 *
 * @param columns the columns an outlier factor sums over
 * @param statistics the records the threshold comes from
 * @param anchor what earns the far end of the abnormal range
 * @param threshold the rule that separates outliers
 * @param range the administrator's ranges
 * @param minFeatureRemovalGain claim 1 of US11258655B2: when above 0, an alarm is an outlier only
 *     if taking out one of its TRUE features would lower the entropy by at least this much, in
 *     nats; 0 switches the condition off
 * @param pairs whether each record is extended by a column for each pair of its TRUE columns, see
 *     {@link Pairs}; thresholds, statistics, removal, gains and contributions are those of the
 *     extended records
 */
public record ScoringRules(
    ScoredColumns columns,
    ScoreStatistics statistics,
    ScoreAnchor anchor,
    ThresholdRule threshold,
    ScoreRange range,
    double minFeatureRemovalGain,
    boolean pairs) {

  /**
   * TRUE columns and their pairs, augmented statistics, mean + 3σ, extended anchor, 0–50, 50–100.
   */
  public static final ScoringRules DEFAULT =
      new ScoringRules(
          ScoredColumns.TRUE_ONLY,
          ScoreStatistics.AUGMENTED,
          ScoreAnchor.EXTENDED,
          new ThresholdRule.MeanStd(3),
          ScoreRange.DEFAULT,
          0,
          true);

  public ScoringRules {
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(anchor, "anchor");
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(range, "range");
    if (!(minFeatureRemovalGain >= 0)) {
      throw new IllegalArgumentException(
          "minFeatureRemovalGain must be 0 or more, not " + minFeatureRemovalGain);
    }
  }

  /** A text that differs whenever two sets of rules can score differently; stable over versions. */
  String canonicalText() {
    String text =
        String.format(
            Locale.ROOT,
            "%s|%s|%s|%s|%s,%s,%s,%s|%s",
            columns,
            statistics,
            anchor,
            canonicalText(threshold),
            range.normalLow(),
            range.normalHigh(),
            range.abnormalLow(),
            range.abnormalHigh(),
            minFeatureRemovalGain);
    return pairs ? text + "|pairs" : text;
  }

  private static String canonicalText(ThresholdRule rule) {
    if (rule instanceof ThresholdRule.MeanStd meanStd) {
      return "mean-std " + meanStd.k();
    }
    if (rule instanceof ThresholdRule.Lognormal lognormal) {
      return "lognormal " + lognormal.k() + " " + lognormal.offset();
    }
    return "fixed-k " + ((ThresholdRule.FixedK) rule).k();
  }
}
