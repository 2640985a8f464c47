package io.holoward.backtest.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Examples of two classes in the order of a score, those of one score side by side. */
public final class Ranking {

  /** Scores that differ by no more are equal: they come out of sums in different orders. */
  private static final double TIE = 1e-9;

  private final boolean[] positive;

  /** The examples, the highest score first. */
  private final int[] order;

  /** Where in the order each group of tied examples ends, exclusive. */
  private final int[] ends;

  private Ranking(boolean[] positive, int[] order, int[] ends) {
    this.positive = positive;
    this.order = order;
    this.ends = ends;
  }

  /**
   * Ranks examples.
   *
   * @param scores of the examples, higher for what is more likely positive
   * @param positive which of them are
   */
  public static Ranking of(double[] scores, boolean[] positive) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ends = new int[order.length];
    int groups = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || scores[order[i - 1]] - scores[order[i]] > TIE) {
        ends[groups++] = i;
      }
    }
    return new Ranking(positive, order, Arrays.copyOf(ends, groups));
  }

  /**
   * One way to tell the classes apart: what scores at least as much is taken for positive.
   *
   * @param example the index of an example that scores just as much
   */
  public record Cutoff(int example, long truePositives, long falsePositives) {}

  /** All that make a difference, the strictest first; the last one takes everything. */
  public List<Cutoff> cutoffs() {
    List<Cutoff> cutoffs = new ArrayList<>(ends.length);
    long truePositives = 0;
    int from = 0;
    for (int end : ends) {
      for (int i = from; i < end; i++) {
        truePositives += positive[order[i]] ? 1 : 0;
      }
      cutoffs.add(new Cutoff(order[end - 1], truePositives, end - truePositives));
      from = end;
    }
    return cutoffs;
  }

  /**
   * The area under the ROC curve: the probability that a positive scores higher than a negative,
   * ties counting half (the Mann-Whitney statistic).
   *
   * @return from 0 to 1; NaN when one of the classes is empty
   */
  public double area() {
    return area(example -> 1);
  }

  /** The same where each example, by its index, counts as often as its weight says. */
  double area(IntUnaryOperator weight) {
    double pairs = 0;
    double positives = 0;
    double negatives = 0;
    int from = 0;
    for (int end : ends) {
      double tiedPositives = 0;
      double tiedNegatives = 0;
      for (int i = from; i < end; i++) {
        int times = weight.applyAsInt(order[i]);
        if (positive[order[i]]) {
          tiedPositives += times;
        } else {
          tiedNegatives += times;
        }
      }
      pairs += tiedNegatives * (positives + tiedPositives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      from = end;
    }
    return pairs / (positives * negatives);
  }
}
