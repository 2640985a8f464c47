package io.holoward.entropy;

/**
 * Where ordinary outlier factors end. A record is an outlier when its factor exceeds the threshold
 * by more than {@link #TOLERANCE}; when all factors are equal there is no outlier.
 */
public sealed interface ThresholdRule {

  /** Two outlier factors that differ by no more are equal. */
  double TOLERANCE = 1e-9;

  /** The threshold for these factors; 0 when there are none. */
  double threshold(FactorDistribution factors);

  /**
   * The factor that earns the far end of the abnormal range under {@link ScoreAnchor#EXTENDED}:
   * never below the largest factor present.
   */
  double extendedMaximum(FactorDistribution factors);

  /** Whether any of so many records could exceed the threshold at all. */
  default boolean canDetect(long records) {
    return records >= 2;
  }

  /** True when a factor lies above a threshold, beyond rounding. */
  static boolean isAbove(double factor, double threshold) {
    return factor > threshold + TOLERANCE;
  }

  /**
   * mean + k·σ, with the population's σ.
   *
   * @param k number of standard deviations, not negative
   */
  record MeanStd(double k) implements ThresholdRule {

    public MeanStd {
      requireDeviations(k);
    }

    @Override
    public double threshold(FactorDistribution factors) {
      return factors.isEmpty() ? 0 : factors.mean() + k * factors.standardDeviation();
    }

    @Override
    public double extendedMaximum(FactorDistribution factors) {
      return Math.max(factors.max(), threshold(factors) + k * factors.standardDeviation());
    }

    /** The largest z among n values is √(n−1), so mean + k·σ is out of reach up to n = k²+1. */
    @Override
    public boolean canDetect(long records) {
      return records > k * k + 1;
    }
  }

  /**
   * exp(mean + k·σ) − offset, with mean and σ of log(factor + offset).
   *
   * @param k number of standard deviations, not negative
   * @param offset keeps the logarithm of a factor of 0 finite; above 0, usually 1
   */
  record Lognormal(double k, double offset) implements ThresholdRule {

    public Lognormal {
      requireDeviations(k);
      if (!(offset > 0) || !Double.isFinite(offset)) {
        throw new IllegalArgumentException("the offset must be above 0, not " + offset);
      }
    }

    @Override
    public double threshold(FactorDistribution factors) {
      return atDeviations(factors, k);
    }

    @Override
    public double extendedMaximum(FactorDistribution factors) {
      return Math.max(factors.max(), atDeviations(factors, 2 * k));
    }

    private double atDeviations(FactorDistribution factors, double deviations) {
      if (factors.isEmpty()) {
        return 0;
      }
      double mean = factors.meanOfLog(offset);
      double deviation = factors.standardDeviationOfLog(offset);
      return Math.exp(mean + deviations * deviation) - offset;
    }
  }

  /**
   * The (k+1)-th largest factor, so that at most k records lie above; ties are never split.
   *
   * @param k number of records that may be outliers, not negative
   */
  record FixedK(int k) implements ThresholdRule {

    public FixedK {
      if (k < 0) {
        throw new IllegalArgumentException("the number of outliers cannot be negative: " + k);
      }
    }

    @Override
    public double threshold(FactorDistribution factors) {
      return factors.isEmpty() ? 0 : factors.largest(k);
    }

    @Override
    public double extendedMaximum(FactorDistribution factors) {
      return factors.max();
    }
  }

  private static void requireDeviations(double k) {
    if (!(k >= 0) || !Double.isFinite(k)) {
      throw new IllegalArgumentException(
          "the number of standard deviations must be 0 or more, not " + k);
    }
  }
}
