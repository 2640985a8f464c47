package io.holoward.backtest.evaluation;

import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Raise;
import io.holoward.entropy.ScoreRange;

/**
 * One order of all connections, whatever the score ranges, that a person is told of from a point
 * on. From below: those of a process that was still being learned, normal ones by their score, and
 * abnormal ones that are known and no alarm, by their score; told are those without a model (but
 * not how far they deviate), and above them abnormal ones by their score.
 *
 * @param range what scores were scaled to
 * @param raise what is an alarm
 */
record Suspicion(ScoreRange range, Raise raise) {

  private static final double LEARNED = 0;
  private static final double NORMAL = 1;
  private static final double KNOWN = 3;
  private static final double UNMODELLED = 5;
  private static final double ABNORMAL = 6;

  /** Whether a person is told: what is known to a process is no alarm by default, however rare. */
  boolean tells(AssessedConnection connection) {
    return connection.judged()
        && switch (connection.verdict()) {
          case NORMAL -> false;
          case UNMODELLED -> true;
          case ABNORMAL -> raise == Raise.EVERY || !connection.known();
        };
  }

  /** Higher for what stands out more; what is told stands above all that is not. */
  double of(AssessedConnection connection) {
    if (!connection.judged()) {
      return LEARNED;
    }
    return switch (connection.verdict()) {
      case UNMODELLED -> UNMODELLED;
      case NORMAL ->
          NORMAL + share(connection.deviation().score(), range.normalLow(), range.normalHigh());
      case ABNORMAL ->
          (tells(connection) ? ABNORMAL : KNOWN)
              + share(connection.deviation().score(), range.abnormalLow(), range.abnormalHigh());
    };
  }

  private static double share(double score, double low, double high) {
    return high == low ? 0 : (score - low) / (high - low);
  }
}
