package io.holoward.backtest.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * How far a figure might be off, by the percentile bootstrap (Efron and Tibshirani, 1993):
 * scenarios are drawn again, with what belongs to them, because the units of one scenario resemble
 * each other more than chance.
 */
public final class Resampling {

  private static final int ROUNDS = 1_000;
  private static final double TAIL = 0.025;

  private Resampling() {}

  /**
   * The interval that holds 95 % of the figures of resampled scenarios.
   *
   * @param scenario of each example, from 0
   * @param scenarios how many there are
   * @param seed the same for the same answer
   * @param figure of a sample: how often each example, by its index, counts; NaN where it is not
   *     defined
   * @return low and high end; null with fewer than two scenarios, or when the figure of most
   *     samples is not defined
   */
  public static List<Double> interval(
      int[] scenario, int scenarios, long seed, ToDoubleFunction<IntUnaryOperator> figure) {
    if (scenarios < 2) {
      return null;
    }
    Random random = new Random(seed);
    double[] figures = new double[ROUNDS];
    int[] drawn = new int[scenarios];
    int defined = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.fill(drawn, 0);
      for (int i = 0; i < scenarios; i++) {
        drawn[random.nextInt(scenarios)]++;
      }
      double value = figure.applyAsDouble(example -> drawn[scenario[example]]);
      if (!Double.isNaN(value)) {
        figures[defined++] = value;
      }
    }
    if (defined < ROUNDS / 2) {
      return null;
    }
    Arrays.sort(figures, 0, defined);
    int tail = (int) Math.floor(TAIL * defined);
    return List.of(figures[tail], figures[defined - 1 - tail]);
  }
}
