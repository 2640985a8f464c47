package io.holoward.benchmarks.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that was measured, several times.
 *
 * @param name what it is
 * @param unit what it is counted in; empty for a ratio
 * @param samples what each run gave, in their order; at least one
 * @param goal what it is meant to be
 */
public record Figure(String name, String unit, List<Double> samples, Optional<Goal> goal) {

  public Figure {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("\"" + name + "\" was never measured");
    }
  }

  /** A figure that is told for its own sake. */
  public static Figure of(String name, String unit, List<Double> samples) {
    return new Figure(name, unit, samples, Optional.empty());
  }

  /** A figure that was measured once. */
  public static Figure once(String name, String unit, double value) {
    return of(name, unit, List.of(value));
  }

  /** The same figure, with what it is meant to be. */
  public Figure meant(Goal meant) {
    return new Figure(name, unit, samples, Optional.of(meant));
  }

  /** The middle one of the samples, or the mean of the two in the middle. */
  public double median() {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double least() {
    return samples.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double most() {
    return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Whether the median is what it is meant to be; empty without a goal. */
  public Optional<Boolean> reached() {
    return goal.map(meant -> meant.isReached(median()));
  }

  /** "reached", "missed", or nothing where there is no goal. */
  String verdict() {
    return reached().map(is -> is ? "reached" : "missed").orElse("");
  }

  String value() {
    return unit.isEmpty() ? number(median()) : number(median()) + " " + unit;
  }

  /** The smallest and the largest sample; nothing where there is only one. */
  public String spread() {
    return samples.size() == 1 ? "" : number(least()) + "–" + number(most());
  }

  /** Three digits that count, and all before the point. */
  static String number(double value) {
    double size = Math.abs(value);
    String pattern =
        size == 0 || size >= 1e15
            ? "%.0f"
            : size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
