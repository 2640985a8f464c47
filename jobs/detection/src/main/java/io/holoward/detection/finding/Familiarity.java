package io.holoward.detection.finding;

import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.ScoreRange;

/**
 * What it changes that a process is known to use the service it connects to: by its features such a
 * connection may be rare, but it is not abnormal.
 */
public final class Familiarity {

  private Familiarity() {}

  /**
   * The score of a connection, its service considered.
   *
   * @param familiar whether the process is known to use the service, see {@link
   *     io.holoward.detection.features.Novelty#familiar}
   * @param range the configured ranges
   * @return what was an outlier and is familiar as the most unusual of what is normal; any other
   *     score itself
   */
  public static AlarmScore judged(AlarmScore score, boolean familiar, ScoreRange range) {
    return familiar && score.outlier() ? score.asNormal(range.normalHigh()) : score;
  }
}
