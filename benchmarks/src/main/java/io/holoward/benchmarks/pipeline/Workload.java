package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import java.util.List;

/**
 * A topic that is to be read.
 *
 * @param configuration that names it
 * @param events how many there are
 * @param bytes of all of them
 * @param words what they are, or most of them, with the share of them that is new
 */
public record Workload(
    MeasuredPlatform platform, Configuration configuration, long events, long bytes, String words) {

  /** With what was added to the same topic. */
  public Workload and(Workload added) {
    return new Workload(platform, configuration, events + added.events, bytes + added.bytes, words);
  }

  /** Where jobs read it. */
  Track track(int parallelism) {
    return new Track(platform, configuration, events, parallelism);
  }

  /**
   * Runs the whole job on it once.
   *
   * @param settings of the job
   */
  public Lap run(int parallelism, List<String> settings) throws Exception {
    return track(parallelism).run(WholeJob.with(settings));
  }
}
