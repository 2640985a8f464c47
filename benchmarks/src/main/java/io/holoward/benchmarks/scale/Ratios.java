package io.holoward.benchmarks.scale;

import java.util.List;
import java.util.stream.IntStream;

/** What two things that were measured in turn are to each other. */
final class Ratios {

  private Ratios() {}

  /** How many times those these are, round by round. */
  static List<Double> of(List<Double> these, List<Double> those) {
    return IntStream.range(0, these.size()).mapToObj(i -> these.get(i) / those.get(i)).toList();
  }
}
