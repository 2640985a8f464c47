package io.holoward.benchmarks.pipeline;

/**
 * A job that takes part in rounds.
 *
 * @param track with the topic it reads
 * @param times how often it is run in a round
 */
record Entrant(Track track, MeasuredJob job, int times) {

  /** Runs it, so often. */
  Lap run() throws Exception {
    return track.run(job, times);
  }
}
