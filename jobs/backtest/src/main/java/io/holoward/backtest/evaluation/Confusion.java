package io.holoward.backtest.evaluation;

/** What was told at the threshold against what the labels say, in units. */
public record Confusion(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

  /** Nothing yet. */
  static final Confusion NONE = new Confusion(0, 0, 0, 0);

  /**
   * With one more unit.
   *
   * @param positive whether its label is an attack
   * @param told whether a person is told of it
   */
  Confusion with(boolean positive, boolean told) {
    return new Confusion(
        truePositives + (positive && told ? 1 : 0),
        falsePositives + (!positive && told ? 1 : 0),
        falseNegatives + (positive && !told ? 1 : 0),
        trueNegatives + (!positive && !told ? 1 : 0));
  }

  /** The share of attacks among what was told; null when nothing was. */
  Double precision() {
    return share(truePositives, truePositives + falsePositives);
  }

  /** The share of attacks that were told; null when there was none. */
  Double recall() {
    return share(truePositives, truePositives + falseNegatives);
  }

  /** The share of the background that was told; null when there was none. */
  Double falsePositiveRate() {
    return share(falsePositives, falsePositives + trueNegatives);
  }

  private static Double share(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
