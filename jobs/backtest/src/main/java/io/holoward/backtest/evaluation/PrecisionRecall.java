package io.holoward.backtest.evaluation;

import io.holoward.backtest.evaluation.Ranking.Cutoff;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** How much of what is taken for positive is, against how much of what is positive is taken. */
public final class PrecisionRecall {

  private PrecisionRecall() {}

  /**
   * Recall, precision and threshold of every cutoff.
   *
   * @param shown the score to show for an example; null for none
   * @return by ascending recall; empty when nothing is positive
   */
  static List<CurvePoint> points(Ranking ranking, IntFunction<Double> shown) {
    List<Cutoff> cutoffs = ranking.cutoffs();
    long positives = positives(cutoffs);
    List<CurvePoint> points = new ArrayList<>();
    if (positives > 0) {
      for (Cutoff cutoff : cutoffs) {
        points.add(
            new CurvePoint(
                (double) cutoff.truePositives() / positives,
                precision(cutoff),
                shown.apply(cutoff.example())));
      }
    }
    return points;
  }

  /**
   * Average precision: the precision at each cutoff, weighted by the recall it adds. Ties count as
   * one cutoff, so their order does not matter.
   *
   * @return from 0 to 1; NaN when nothing is positive
   */
  public static double average(Ranking ranking) {
    List<Cutoff> cutoffs = ranking.cutoffs();
    double sum = 0;
    long before = 0;
    for (Cutoff cutoff : cutoffs) {
      sum += (cutoff.truePositives() - before) * precision(cutoff);
      before = cutoff.truePositives();
    }
    return sum / positives(cutoffs);
  }

  private static long positives(List<Cutoff> cutoffs) {
    return cutoffs.isEmpty() ? 0 : cutoffs.get(cutoffs.size() - 1).truePositives();
  }

  private static double precision(Cutoff cutoff) {
    return (double) cutoff.truePositives() / (cutoff.truePositives() + cutoff.falsePositives());
  }
}
