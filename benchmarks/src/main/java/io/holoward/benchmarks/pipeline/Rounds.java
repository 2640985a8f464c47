package io.holoward.benchmarks.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several jobs, one after the other, round after round, so that what else the machine does falls on
 * all of them.
 *
 * @param entrants by what a person calls them, in their order
 */
record Rounds(Map<String, Entrant> entrants) {

  /** Told of what is run, and of what it took. */
  interface Listener {

    /** A job begins. */
    void begins(int round, String job);

    /** All jobs of a round have been run. */
    void ended(int round, Map<String, Lap> laps);
  }

  /** Each of them once a round. */
  static Rounds of(Track track, Map<String, MeasuredJob> jobs) {
    Map<String, Entrant> entrants = new LinkedHashMap<>();
    jobs.forEach((name, job) -> entrants.put(name, new Entrant(track, job, 1)));
    return new Rounds(entrants);
  }

  /** The same, and another job besides. */
  Rounds with(String name, Track track, MeasuredJob job) {
    Map<String, Entrant> all = new LinkedHashMap<>(entrants);
    all.put(name, new Entrant(track, job, 1));
    return new Rounds(all);
  }

  /** One round. */
  Map<String, Lap> once(int round, Listener listener) throws Exception {
    Map<String, Lap> laps = new LinkedHashMap<>();
    for (Map.Entry<String, Entrant> entrant : entrants.entrySet()) {
      listener.begins(round, entrant.getKey());
      laps.put(entrant.getKey(), entrant.getValue().run());
    }
    listener.ended(round, laps);
    return laps;
  }

  /** So many rounds, from number 1 on. */
  Laps run(int rounds, Listener listener) throws Exception {
    Laps laps = new Laps();
    for (int round = 1; round <= rounds; round++) {
      laps.add(once(round, listener));
    }
    return laps;
  }

  /** What the jobs of a round read in a second. */
  static String rates(Map<String, Lap> laps) {
    return laps.entrySet().stream()
        .map(lap -> "%s %.0f k/s".formatted(lap.getKey(), lap.getValue().thousandEventsPerSecond()))
        .collect(Collectors.joining(", "));
  }
}
