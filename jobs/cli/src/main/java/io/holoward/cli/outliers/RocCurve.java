package io.holoward.cli.outliers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How well a score tells two classes apart. */
public final class RocCurve {
  /** Scores that differ by no more are equal: they come out of sums in different orders. */
  private static final double TIE = 1e-9;

  private RocCurve() {}

  /**
   * The area under the ROC curve: the probability that a positive scores higher than a negative,
   * ties counting half (the Mann-Whitney statistic).
   *
   * @return from 0 to 1; NaN when one of the classes is empty
   */
  public static double area(double[] scores, boolean[] positive) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double positiveRanks = 0;
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && scores[order[to]] - scores[order[to - 1]] <= TIE) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      for (int i = from; i < to; i++) {
        if (positive[order[i]]) {
          positiveRanks += rank;
          positives++;
        }
      }
      from = to;
    }
    double negatives = scores.length - positives;
    return (positiveRanks - positives * (positives + 1) / 2.0) / (positives * negatives);
  }
}
