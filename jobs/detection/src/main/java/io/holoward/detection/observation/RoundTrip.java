package io.holoward.detection.observation;

import java.util.List;

/**
 * Round-trip times of one flow in milliseconds: what a sensor measured, one by one or summed up.
 *
 * <p>Every time is from a millionth of a millisecond to 10⁹ ms (eleven days): far beyond what
 * networks take on both sides, and narrow enough that the moments of a window of flows stay above 0
 * and finite whatever they are merged from.
 *
 * @param count number of samples, 1 to 10⁹
 * @param mean their mean
 * @param standardDeviation their standard deviation (of the population), 0 to 10⁹ ms
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

  private static final long MAX_COUNT = 1_000_000_000;
  private static final double MIN_MILLIS = 1e-6;
  private static final double MAX_MILLIS = 1e9;

  public RoundTrip {
    samples = List.copyOf(samples);
  }

  /**
   * What a sensor summed up.
   *
   * @throws IllegalArgumentException for a figure out of its range, or figures that contradict each
   *     other
   */
  public static RoundTrip summary(
      long count, double mean, double standardDeviation, double min, double max) {
    requireCount(count);
    requireTime(min);
    requireTime(mean);
    requireTime(max);
    if (!(standardDeviation >= 0) || standardDeviation > MAX_MILLIS) {
      throw new IllegalArgumentException(
          "expected a standard deviation from 0 to %s ms, found %s ms"
              .formatted(MAX_MILLIS, standardDeviation));
    }
    if (min > mean || max < mean) {
      throw new IllegalArgumentException(
          "expected min ≤ mean ≤ max, found min %s, mean %s, max %s".formatted(min, mean, max));
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
   * @throws IllegalArgumentException for no sample, too many, or one out of range
   */
  public static RoundTrip samples(List<Double> samples) {
    requireCount(samples.size());
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

  private static void requireCount(long count) {
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "expected 1 to %d round-trip times, found count %d".formatted(MAX_COUNT, count));
    }
  }

  private static void requireTime(double millis) {
    if (!(millis >= MIN_MILLIS && millis <= MAX_MILLIS)) {
      throw new IllegalArgumentException(
          "expected a round-trip time from %s to %s ms, found %s ms"
              .formatted(MIN_MILLIS, MAX_MILLIS, millis));
    }
  }
}
