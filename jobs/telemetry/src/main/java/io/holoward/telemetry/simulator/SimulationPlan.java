package io.holoward.telemetry.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * What is simulated. The same plan always gives the same events.
 *
 * @param seed of all chance
 * @param hosts size of the fleet, from {@link #MIN_HOSTS} to {@link #MAX_HOSTS}
 * @param linuxShare of the hosts that are Linux servers, 0 to 0.9; there are two at least
 * @param start when the first host boots; the working day is 8 to 18 h UTC
 * @param duration how much time passes, at least {@link #MIN_DURATION}
 * @param attacksFrom when the first attack may begin but for those that are meant to be learned;
 *     all of them end with the simulation at the latest
 * @param flows whether some hosts report flows too; there are more attacks then, which show in them
 *     only. What is no flow stays as it is without them
 * @param scenarios the attacks and harmless updates
 */
public record SimulationPlan(
    long seed,
    int hosts,
    double linuxShare,
    Instant start,
    Duration duration,
    Instant attacksFrom,
    boolean flows,
    Scenarios scenarios) {

  /** Fewer hosts have no room for every role twice. */
  public static final int MIN_HOSTS = 10;

  /** More would need addresses beyond the sites' networks. */
  public static final int MAX_HOSTS = 100_000;

  /** The share of Linux servers that is usual. */
  public static final double USUAL_LINUX_SHARE = 0.125;

  /** In less time the attacks would be over before they show. */
  public static final Duration MIN_DURATION = Duration.ofHours(1);

  private static final double MAX_LINUX_SHARE = 0.9;

  /** Until then all hosts have booted, and this much the attacks need. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  /**
   * @throws IllegalArgumentException if there are too few or too many hosts or there is too little
   *     time, or the attacks do not begin within it
   */
  public SimulationPlan {
    require(hosts >= MIN_HOSTS && hosts <= MAX_HOSTS, "hosts", MIN_HOSTS, MAX_HOSTS, hosts);
    require(
        linuxShare >= 0 && linuxShare <= MAX_LINUX_SHARE,
        "linuxShare",
        0,
        MAX_LINUX_SHARE,
        linuxShare);
    if (duration.compareTo(MIN_DURATION) < 0) {
      throw new IllegalArgumentException(
          "duration: expected at least %s, found %s".formatted(MIN_DURATION, duration));
    }
    Instant first = start.plus(MARGIN);
    Instant last = start.plus(duration).minus(MARGIN);
    boolean within = !attacksFrom.isBefore(first) && !attacksFrom.isAfter(last);
    require(within, "attacksFrom", first, last, attacksFrom);
  }

  private static void require(boolean holds, String name, Object least, Object most, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected from %s to %s, found %s".formatted(name, least, most, found));
    }
  }

  /** A plan of the usual mix of hosts without flows, with the attacks of the demonstration. */
  public SimulationPlan(
      long seed, int hosts, Instant start, Duration duration, Instant attacksFrom) {
    this(
        seed,
        hosts,
        USUAL_LINUX_SHARE,
        start,
        duration,
        attacksFrom,
        false,
        Scenarios.demonstration());
  }

  /** Such a plan whose attacks lie in the last quarter of its time. */
  public static SimulationPlan of(long seed, int hosts, Instant start, Duration duration) {
    return new SimulationPlan(
        seed, hosts, start, duration, start.plus(duration.multipliedBy(3).dividedBy(4)));
  }

  /** The same with flows and the attacks that show in them. */
  public SimulationPlan withFlows() {
    return new SimulationPlan(
        seed, hosts, linuxShare, start, duration, attacksFrom, true, scenarios);
  }

  /** The same with other attacks and updates. */
  public SimulationPlan with(Scenarios others) {
    return new SimulationPlan(seed, hosts, linuxShare, start, duration, attacksFrom, flows, others);
  }

  /** When the simulation is over. */
  public Instant end() {
    return start.plus(duration);
  }
}
