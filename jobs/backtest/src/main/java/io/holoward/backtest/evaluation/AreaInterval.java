package io.holoward.backtest.evaluation;

import java.util.List;

/** How far the area under a ROC curve might be off, by {@link Resampling}. */
public final class AreaInterval {

  private AreaInterval() {}

  /**
   * The interval that holds 95 % of the areas of resampled scenarios.
   *
   * @param scenario of each example, from 0
   * @param scenarios how many there are
   * @param seed the same for the same answer
   * @return low and high end; null with fewer than two scenarios, or when most samples lack a class
   */
  public static List<Double> of(Ranking ranking, int[] scenario, int scenarios, long seed) {
    return Resampling.interval(scenario, scenarios, seed, ranking::area);
  }
}
