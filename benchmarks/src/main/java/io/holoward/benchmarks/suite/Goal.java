package io.holoward.benchmarks.suite;

import java.util.Locale;

/**
 * What a figure is meant to be.
 *
 * @param least whether it is to be at least the bound, else at most
 */
public record Goal(boolean least, double bound) {

  private static final double FARTHEST = 100;

  /** The figure is to be no smaller than this. */
  public static Goal atLeast(double bound) {
    return new Goal(true, bound);
  }

  /** The figure is to be no larger than this. */
  public static Goal atMost(double bound) {
    return new Goal(false, bound);
  }

  /** Whether a figure is what it is meant to be. */
  public boolean isReached(double value) {
    return least ? value >= bound : value <= bound;
  }

  /**
   * How many times the goal a figure is: 1 right at it, more is better, whatever the direction; at
   * most {@value #FARTHEST}.
   */
  public double times(double value) {
    double times = least ? value / bound : bound / value;
    if (Double.isNaN(times)) {
      // Zero where nothing is to be: exactly what was asked for.
      return 1;
    }
    return Math.min(FARTHEST, times);
  }

  /** The goal as a table shows it, such as {@code ≥ 0.6}. */
  public String text() {
    String number =
        bound == Math.rint(bound)
            ? String.format(Locale.ROOT, "%,.0f", bound)
            : String.format(Locale.ROOT, "%s", bound);
    return (least ? "≥ " : "≤ ") + number;
  }
}
