package io.holoward.detection.observation;

import java.util.List;

/**
 * Round-trip times of one flow in milliseconds: what a sensor measured, one by one or summed up.
 *
 * @param count number of samples, at least 1
 * @param mean their mean, above 0
 * @param standardDeviation their standard deviation (of the population), 0 or more
 * @param min the smallest sample; the mean where the sensor does not tell
 * @param max the largest sample; the mean where the sensor does not tell
 * @param samples the samples in the order of measurement; empty where only their summary is known
 */
public record RoundTrip(
    long count,
    double mean,
    double standardDeviation,
    double min,
    double max,
    List<Double> samples) {

  public RoundTrip {
    samples = List.copyOf(samples);
  }

  /**
   * What a sensor summed up.
   *
   * @throws IllegalArgumentException for no sample, or figures that round-trip times cannot have
   */
  public static RoundTrip summary(
      long count, double mean, double standardDeviation, double min, double max) {
    requireTime(min);
    requireTime(mean);
    requireTime(max);
    if (count < 1
        || !(standardDeviation >= 0)
        || !Double.isFinite(standardDeviation)
        || min > mean
        || max < mean) {
      throw new IllegalArgumentException(
          "expected one sample or more and min ≤ mean ≤ max, found count %d, mean %s, standard deviation %s, min %s, max %s"
              .formatted(count, mean, standardDeviation, min, max));
    }
    return new RoundTrip(count, mean, standardDeviation, min, max, List.of());
  }

  /** The same where the extremes are not known. */
  public static RoundTrip summary(long count, double mean, double standardDeviation) {
    return summary(count, mean, standardDeviation, mean, mean);
  }

  /**
   * What a sensor measured one by one.
   *
   * @throws IllegalArgumentException for no sample, or one that is not above 0
   */
  public static RoundTrip samples(List<Double> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("expected one sample or more, found none");
    }
    double mean = 0;
    double squares = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    int count = 0;
    for (double sample : samples) {
      requireTime(sample);
      count++;
      double distance = sample - mean;
      mean += distance / count;
      squares += distance * (sample - mean);
      min = Math.min(min, sample);
      max = Math.max(max, sample);
    }
    // Rounding must not put the mean of equal samples outside of them.
    double within = Math.max(min, Math.min(max, mean));
    return new RoundTrip(count, within, Math.sqrt(squares / count), min, max, samples);
  }

  private static void requireTime(double millis) {
    if (!(millis > 0) || !Double.isFinite(millis)) {
      throw new IllegalArgumentException(
          "expected a round-trip time above 0 ms, found " + millis + " ms");
    }
  }
}
