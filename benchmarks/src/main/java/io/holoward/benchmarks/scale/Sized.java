package io.holoward.benchmarks.scale;

import io.holoward.benchmarks.pipeline.TrafficPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Traffic of many processes. Every process learns from a few connections of its instances, which
 * come once each and in turn; what is measured then is the same work whatever their number: in each
 * window ever other instances, always as many, connect as often to the same two services, and a
 * tenth of the connections are first sightings.
 *
 * @param processes how many
 */
record Sized(int processes) {

  /** Ten million of a million processes. */
  static final int INSTANCES_A_PROCESS = 10;

  static final int ACTIVE_INSTANCES = 10_000;

  /** Connections of an active instance in its window; a tenth of them is to a service new in it. */
  static final int CONNECTIONS = 20;

  /** Connections that a process is learned from, at least: one of each of its instances. */
  static final int LEARNED_FROM = INSTANCES_A_PROCESS;

  /** Fewer would be read before the first window is closed. */
  private static final long LEAST_EVENTS = 200_000;

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int WINDOWS_OF_LEARNING = 4;
  private static final int WINDOWS_OF_SETTLING = 4;
  private static final int EVENTS_OF_SETTLING = 4_000;
  private static final int SERVICES = 2;
  private static final long SEED = 7;

  /** What its processes are learned from. */
  TrafficPlan learning() {
    long events = Math.max(LEAST_EVENTS, (long) LEARNED_FROM * processes);
    return TrafficPlan.of(events, instances(), WINDOW.multipliedBy(WINDOWS_OF_LEARNING))
        .withProcesses(processes)
        .drawn(SERVICES, 0, SEED)
        .inTurn(instances());
  }

  /**
   * A few events that come so much later that all windows of what was learned from are closed: what
   * is measured afterwards must not have that to do, which is the more the more was learned.
   */
  TrafficPlan settling() {
    return TrafficPlan.of(EVENTS_OF_SETTLING, instances(), WINDOW.multipliedBy(WINDOWS_OF_SETTLING))
        .withProcesses(processes)
        .drawn(SERVICES, 0, SEED + 1)
        .inTurn(EVENTS_OF_SETTLING / WINDOWS_OF_SETTLING)
        .from(end(learning()));
  }

  private static Instant end(TrafficPlan plan) {
    return plan.begin().plus(plan.span());
  }

  /**
   * What follows and is measured.
   *
   * @param windows of traffic
   */
  TrafficPlan measured(int windows) {
    return TrafficPlan.of(
            (long) windows * ACTIVE_INSTANCES * CONNECTIONS,
            instances(),
            WINDOW.multipliedBy(windows))
        .withProcesses(processes)
        .drawn(SERVICES, 0, SEED + 2)
        .inTurn(ACTIVE_INSTANCES)
        .from(end(settling()));
  }

  /**
   * Discovery ends within what is learned from, with few records; and nothing of that is forgotten
   * while is measured, which would be the more work the more was learned.
   */
  static List<String> settings() {
    return List.of(
        "beacon.horizon=24 h",
        "promotion.min-age=" + WINDOW.toSeconds() + " s",
        "promotion.min-records=3",
        "promotion.min-hosts=1",
        "promotion.floor=3",
        "promotion.stability.records=1",
        "promotion.stability.max-new=1");
  }

  private int instances() {
    return processes * INSTANCES_A_PROCESS;
  }
}
