package io.holoward.benchmarks.suite;

import java.util.List;

/** A part of the benchmark that can be run on its own. */
public interface Part {

  /** What {@code --only} calls it. */
  String name();

  /** What it measures, in a few words. */
  String title();

  /** How long it takes, roughly, on two idle cores. */
  double expectedMinutes(Effort effort);

  /**
   * Measures.
   *
   * @param bench where it is done
   */
  List<Section> run(Bench bench) throws Exception;
}
