package io.holoward.benchmarks.pipeline;

import java.time.Duration;
import java.util.List;

/** How much of a traffic was not seen before: what decides how fast the job is. */
public enum TrafficKind {
  /** At most 1 % of the events are new; a fleet in its everyday. */
  FLEET("fleet", "fleet traffic, ≤ 1 % new", 3_000),

  /** 5 to 8 % of the events are new. */
  LIVELY("lively", "lively traffic, 5–8 % new", 420),

  /** Every event is the first, and last, of an instance. */
  ALL_NEW("all new", "every event a new instance", 0);

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int MOST_WINDOWS = 3;
  private static final int FEWEST_INSTANCES = 400;

  /** For a job so slow that it cannot read what more make in the time a run is to take. */
  private static final int FEWEST_FOR_SLOW = 200;

  private final String word;
  private final String words;

  /** How often an instance connects in a window of five minutes; 0 for once in its life. */
  private final int connections;

  TrafficKind(String word, String words, int connections) {
    this.word = word;
    this.words = words;
    this.connections = connections;
  }

  /** A word for it. */
  public String word() {
    return word;
  }

  /** The word as a command takes it. */
  String option() {
    return word.replace(' ', '-');
  }

  /** What it is, in a few words. */
  public String words() {
    return words;
  }

  /** The fewest events that have this share of new ones. */
  public long leastEvents() {
    return (long) connections * FEWEST_INSTANCES;
  }

  /**
   * So many events of it, over up to three windows. The fleet grows with the number of events, so
   * that the share of new ones is the same in a short run as in a long one.
   */
  public TrafficPlan plan(long events) {
    return plan(events, FEWEST_INSTANCES);
  }

  /** The fewest events of {@link #planForSlow}. */
  long leastForSlow() {
    return (long) connections * FEWEST_FOR_SLOW;
  }

  /** The same share of new ones, of a fleet that may be smaller. */
  TrafficPlan planForSlow(long events) {
    return plan(events, FEWEST_FOR_SLOW);
  }

  private TrafficPlan plan(long events, int fewestInstances) {
    if (connections == 0) {
      return TrafficPlan.of(events, 0, WINDOW.multipliedBy(MOST_WINDOWS));
    }
    long windows =
        Math.max(1, Math.min(MOST_WINDOWS, events / ((long) connections * fewestInstances)));
    int instances = (int) Math.max(fewestInstances, events / windows / connections);
    return TrafficPlan.of(events, instances, WINDOW.multipliedBy(windows));
  }

  /** Most of the traffic is scored: discovery ends after a sixth of its time. */
  static List<String> settings(TrafficPlan plan) {
    return List.of("promotion.min-age=" + plan.span().toSeconds() / 6 + " s");
  }
}
