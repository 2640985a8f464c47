package io.holoward.backtest.whatif;

import io.holoward.backtest.BacktestProgress;

/**
 * Progress over all replays of one recording as a single step, so that rate and time left are those
 * of the whole. Reading, and learning before anything was scored, are told as they are: how much
 * there is to score is not known yet.
 */
final class ReplayProgress implements BacktestProgress {

  private final BacktestProgress listener;
  private final String step;
  private int lessons;
  private int scorings;
  private long recordsToLearn;
  private long recordsToScore;
  private boolean isLearning;
  private long done;

  ReplayProgress(BacktestProgress listener, int lessons, int scorings) {
    this.listener = listener;
    this.step = scorings + " runs";
    this.lessons = lessons;
    this.scorings = scorings;
  }

  @Override
  public synchronized void report(String current, long recordsDone, long total) {
    if (!current.equals(LEARNING) && !current.equals(SCORING)) {
      listener.report(current, recordsDone, total);
      return;
    }
    isLearning = current.equals(LEARNING);
    if (isLearning) {
      recordsToLearn = total;
    } else {
      recordsToScore = total;
    }
    if (recordsToScore == 0) {
      listener.report(current, recordsDone, total);
    } else {
      listener.report(step, done + recordsDone, done + left());
    }
  }

  private long left() {
    return lessons * recordsToLearn + scorings * recordsToScore;
  }

  /** The replay that was told of last has ended. */
  synchronized void finished() {
    if (recordsToScore > 0) {
      done += isLearning ? recordsToLearn : recordsToScore;
    }
    if (isLearning) {
      lessons--;
    } else {
      scorings--;
    }
  }
}
