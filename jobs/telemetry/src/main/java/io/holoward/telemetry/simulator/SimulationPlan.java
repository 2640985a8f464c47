package io.holoward.telemetry.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * What is simulated. The same plan always gives the same events.
 *
 * @param seed of all chance
 * @param hosts size of the fleet, at least {@link #MIN_HOSTS}
 * @param start when the first host boots; the working day is 8 to 18 h UTC
 * @param duration how much time passes, at least {@link #MIN_DURATION}
 * @param attacksFrom when the first attack may begin; all of them end with the simulation at the
 *     latest
 * @param flows whether some hosts report flows too; there are two more attacks then, which show in
 *     them only. What is no flow stays as it is without them
 */
public record SimulationPlan(
    long seed, int hosts, Instant start, Duration duration, Instant attacksFrom, boolean flows) {

  /** Fewer hosts have no room for every role twice. */
  public static final int MIN_HOSTS = 10;

  /** In less time the attacks would be over before they show. */
  public static final Duration MIN_DURATION = Duration.ofHours(1);

  /** Until then all hosts have booted, and this much the attacks need. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  /**
   * @throws IllegalArgumentException if there are too few hosts or there is too little time, or the
   *     attacks do not begin within it
   */
  public SimulationPlan {
    if (hosts < MIN_HOSTS) {
      throw new IllegalArgumentException(
          "hosts: expected at least %d, found %d".formatted(MIN_HOSTS, hosts));
    }
    if (duration.compareTo(MIN_DURATION) < 0) {
      throw new IllegalArgumentException(
          "duration: expected at least %s, found %s".formatted(MIN_DURATION, duration));
    }
    Instant end = start.plus(duration);
    if (attacksFrom.isBefore(start.plus(MARGIN)) || attacksFrom.isAfter(end.minus(MARGIN))) {
      throw new IllegalArgumentException(
          "attacksFrom: expected a time from %s to %s, found %s"
              .formatted(start.plus(MARGIN), end.minus(MARGIN), attacksFrom));
    }
  }

  /** A plan without flows. */
  public SimulationPlan(
      long seed, int hosts, Instant start, Duration duration, Instant attacksFrom) {
    this(seed, hosts, start, duration, attacksFrom, false);
  }

  /** A plan without flows whose attacks lie in the last quarter of its time. */
  public static SimulationPlan of(long seed, int hosts, Instant start, Duration duration) {
    return new SimulationPlan(
        seed, hosts, start, duration, start.plus(duration.multipliedBy(3).dividedBy(4)));
  }

  /** The same with flows and the attacks that show in them. */
  public SimulationPlan withFlows() {
    return new SimulationPlan(seed, hosts, start, duration, attacksFrom, true);
  }

  /** When the simulation is over. */
  public Instant end() {
    return start.plus(duration);
  }
}
