package io.holoward.detection.finding;

import io.holoward.entropy.ScoreRange;
import java.io.Serializable;

/**
 * How far into the administrator's abnormal range a score has to lie for a severity. An abnormal
 * finding is never below {@link Severity#MEDIUM} and a normal one always {@link
 * Severity#INFORMATIONAL}: so abnormal always outranks normal, whatever the ranges are. One without
 * an intended state is {@link Severity#LOW}, or more where it stands out from its organisation, see
 * {@link #unmodelled}.
 *
 * @param high position from which an abnormal finding is {@link Severity#HIGH}; 0 is the low end of
 *     the abnormal range, 1 its high end
 * @param critical position from which it is {@link Severity#CRITICAL}, not below {@code high}
 */
public record SeverityThresholds(double high, double critical) implements Serializable {

  /** The severity of a finding; the score is ignored unless it is abnormal. */
  public Severity severity(Verdict verdict, double score, ScoreRange range) {
    return switch (verdict) {
      case NORMAL -> Severity.INFORMATIONAL;
      case UNMODELLED -> Severity.LOW;
      case ABNORMAL -> abnormal(position(score, range));
    };
  }

  /**
   * The severity of a finding without an intended state that was compared with the population of
   * its organisation. How a program comes about says less than what a known process does otherwise:
   * so it is never {@link Severity#CRITICAL}.
   *
   * @param outlier whether it is one among the population; {@link Severity#LOW} otherwise
   * @param score its population score
   */
  public Severity unmodelled(boolean outlier, double score, ScoreRange range) {
    if (!outlier) {
      return Severity.LOW;
    }
    return position(score, range) >= high ? Severity.HIGH : Severity.MEDIUM;
  }

  private static double position(double score, ScoreRange range) {
    double width = range.abnormalHigh() - range.abnormalLow();
    return width == 0 ? 1 : (score - range.abnormalLow()) / width;
  }

  private Severity abnormal(double position) {
    if (position >= critical) {
      return Severity.CRITICAL;
    }
    return position >= high ? Severity.HIGH : Severity.MEDIUM;
  }
}
