package io.holoward.backtest.evaluation;

import io.holoward.backtest.evaluation.Ranking.Cutoff;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** How well a score tells two classes apart. */
public final class RocCurve {

  private RocCurve() {}

  /**
   * The area under the ROC curve: the probability that a positive scores higher than a negative,
   * ties counting half (the Mann-Whitney statistic).
   *
   * @return from 0 to 1; NaN when one of the classes is empty
   */
  public static double area(double[] scores, boolean[] positive) {
    return Ranking.of(scores, positive).area();
  }

  /**
   * The corners of the curve: false positive rate, true positive rate, and the score from which on
   * an example is taken for positive. Tied examples make one straight line.
   *
   * @param shown the score to show for an example; null for none
   * @return from (0, 0) to (1, 1); empty when one of the classes is
   */
  static List<CurvePoint> points(Ranking ranking, IntFunction<Double> shown) {
    List<Cutoff> cutoffs = ranking.cutoffs();
    Cutoff all = cutoffs.isEmpty() ? new Cutoff(0, 0, 0) : cutoffs.get(cutoffs.size() - 1);
    if (all.truePositives() == 0 || all.falsePositives() == 0) {
      return List.of();
    }
    List<CurvePoint> points = new ArrayList<>();
    points.add(new CurvePoint(0, 0, null));
    for (Cutoff cutoff : cutoffs) {
      points.add(
          new CurvePoint(
              (double) cutoff.falsePositives() / all.falsePositives(),
              (double) cutoff.truePositives() / all.truePositives(),
              shown.apply(cutoff.example())));
    }
    return points;
  }
}
