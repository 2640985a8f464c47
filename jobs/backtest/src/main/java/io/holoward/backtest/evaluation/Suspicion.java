package io.holoward.backtest.evaluation;

import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Raise;
import io.holoward.entropy.ScoreRange;

/**
 * One order of all connections that a person is told of from a point on. From below: those of a
 * process that was still being learned, normal ones by their rank, and abnormal ones that are known
 * and no alarm, by their rank; told are those without a model by how they compare with the
 * population (those that could not be compared first), and above them abnormal ones by their rank:
 * unlike scores, ranks compare processes of different size. Rank and population score are never
 * compared with each other.
 *
 * @param range what scores were scaled to
 * @param raise what is an alarm
 */
public record Suspicion(ScoreRange range, Raise raise) {

  private static final double LEARNED = 0;
  private static final double NORMAL = 1;
  private static final double KNOWN = 3;
  private static final double UNMODELLED = 5;
  private static final double ABNORMAL = 8;

  /** Whether a person is told: with {@code deviation} what is known is no alarm, however rare. */
  public boolean tells(AssessedConnection connection) {
    return connection.judged()
        && switch (connection.verdict()) {
          case NORMAL -> false;
          case UNMODELLED -> true;
          case ABNORMAL -> raise.raises(connection.known(), true);
        };
  }

  /** Higher for what stands out more; what is told stands above all that is not. */
  public double of(AssessedConnection connection) {
    if (!connection.judged()) {
      return LEARNED;
    }
    return switch (connection.verdict()) {
      case UNMODELLED -> UNMODELLED + population(connection.populationScore());
      case NORMAL -> NORMAL + share(connection.deviation().rank());
      case ABNORMAL ->
          (tells(connection) ? ABNORMAL : KNOWN) + share(connection.deviation().rank());
    };
  }

  /** A rank, 0 or more, as a number below 1. */
  private static double share(double rank) {
    return rank / (1 + rank);
  }

  /** 0 for what was not compared, else 1–2. */
  private double population(Double score) {
    return score == null ? 0 : 1 + share(score, range.normalLow(), range.abnormalHigh());
  }

  private static double share(double score, double low, double high) {
    return high == low ? 0 : (score - low) / (high - low);
  }
}
