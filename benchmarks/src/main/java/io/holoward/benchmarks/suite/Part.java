package io.holoward.benchmarks.suite;

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
   * @param bench where it is done, and told what is found
   */
  void run(Bench bench) throws Exception;
}
