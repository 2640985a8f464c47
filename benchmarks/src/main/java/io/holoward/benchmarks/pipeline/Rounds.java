package io.holoward.benchmarks.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several jobs on one topic, one after the other, round after round, so that what else the machine
 * does falls on all of them.
 *
 * @param jobs by what a person calls them, in their order
 * @param counted rounds that are counted, after one that is not
 */
record Rounds(Track track, Map<String, MeasuredJob> jobs, int counted) {

  /** Told of each round. */
  interface Listener {
    void ended(int round, Map<String, Lap> laps);
  }

  /**
   * Runs them all.
   *
   * @param events what they read, as a person calls it
   */
  Report run(String events, Listener listener) throws Exception {
    Report report = new Report(events);
    for (int round = 0; round <= counted; round++) {
      Map<String, Lap> laps = new LinkedHashMap<>();
      for (Map.Entry<String, MeasuredJob> job : jobs.entrySet()) {
        laps.put(job.getKey(), track.run(job.getValue(), "job-" + round + "-" + laps.size()));
      }
      if (round > 0) {
        laps.forEach(report::add);
      }
      listener.ended(round, laps);
    }
    return report;
  }

  /** What the jobs of a round read in a second. */
  static String rates(Map<String, Lap> laps) {
    return laps.entrySet().stream()
        .map(lap -> "%s %.0f k/s".formatted(lap.getKey(), lap.getValue().thousandEventsPerSecond()))
        .collect(Collectors.joining(", "));
  }
}
