package io.holoward.backtest;

/** Is told how far a backtest has come. Called from several threads, one at a time. */
public interface BacktestProgress {

  /** Tells nobody. */
  BacktestProgress NONE = (step, done, total) -> {};

  /** The step that learns; reading for it is a step of its own before. */
  String LEARNING = "learning";

  /** The step that scores; reading for it is a step of its own before. */
  String SCORING = "scoring";

  /**
   * How far a step has come.
   *
   * @param step what is being done, such as {@code reading input}
   * @param done records so far
   * @param total records in all, or -1 while that is unknown
   */
  void report(String step, long done, long total);
}
