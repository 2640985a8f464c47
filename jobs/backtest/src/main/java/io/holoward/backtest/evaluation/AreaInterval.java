package io.holoward.backtest.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How far the area under a ROC curve might be off, by the percentile bootstrap (Efron and
 * Tibshirani, 1993): scenarios are drawn again, with what belongs to them, because the units of one
 * scenario resemble each other more than chance.
 */
final class AreaInterval {

  private static final int ROUNDS = 1_000;
  private static final double TAIL = 0.025;

  private AreaInterval() {}

  /**
   * The interval that holds 95 % of the areas of resampled scenarios.
   *
   * @param scenario of each example, from 0
   * @param scenarios how many there are
   * @param seed the same for the same answer
   * @return low and high end; null with fewer than two scenarios, or when most samples lack a class
   */
  static List<Double> of(Ranking ranking, int[] scenario, int scenarios, long seed) {
    if (scenarios < 2) {
      return null;
    }
    Random random = new Random(seed);
    double[] areas = new double[ROUNDS];
    int[] drawn = new int[scenarios];
    int defined = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.fill(drawn, 0);
      for (int i = 0; i < scenarios; i++) {
        drawn[random.nextInt(scenarios)]++;
      }
      double area = ranking.area(example -> drawn[scenario[example]]);
      if (!Double.isNaN(area)) {
        areas[defined++] = area;
      }
    }
    if (defined < ROUNDS / 2) {
      return null;
    }
    Arrays.sort(areas, 0, defined);
    int tail = (int) Math.floor(TAIL * defined);
    return List.of(areas[tail], areas[defined - 1 - tail]);
  }
}
