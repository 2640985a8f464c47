package io.holoward.entropy;

/**
 * Exponentially weighted mean and variance: each new value counts α, all before it 1 − α.
 *
 * <p>Source: T. Finch, "Incremental calculation of weighted mean and variance", 2009. Not
 * thread-safe.
 */
public final class ExponentialMoments {

  private final double alpha;
  private boolean started;
  private double mean;
  private double variance;

  /**
   * @param alpha weight of a new value, above 0 and at most 1
   */
  public ExponentialMoments(double alpha) {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha must be above 0 and at most 1, not " + alpha);
    }
    this.alpha = alpha;
  }

  /** Adds one finite value; the first becomes the mean. */
  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("only finite values have moments, not " + value);
    }
    if (!started) {
      started = true;
      mean = value;
      return;
    }
    double distance = value - mean;
    double step = alpha * distance;
    mean += step;
    variance = (1 - alpha) * (variance + distance * step);
  }

  /** The weighted mean, 0 before the first value. */
  public double mean() {
    return mean;
  }

  /** The weighted variance, 0 up to the first value. */
  public double variance() {
    return variance;
  }
}
