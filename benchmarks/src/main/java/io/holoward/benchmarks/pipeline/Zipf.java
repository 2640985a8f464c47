package io.holoward.benchmarks.pipeline;

import java.util.Arrays;
import java.util.Random;

/** Draws ranks from 0 on, rank r with a probability proportional to 1 / (r + 1)^exponent. */
final class Zipf {

  private final double[] cumulative;

  /**
   * @param ranks how many there are
   * @param exponent 0 draws all alike, 1 is what most traffic is near
   */
  Zipf(int ranks, double exponent) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      cumulative[rank] = sum;
    }
  }

  int draw(Random random) {
    double point = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, point);
    return found < 0 ? -found - 1 : Math.min(found + 1, cumulative.length - 1);
  }
}
