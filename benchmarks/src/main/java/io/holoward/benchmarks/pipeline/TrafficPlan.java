package io.holoward.benchmarks.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * The traffic to measure with.
 *
 * @param events how many events
 * @param instances how many process instances live throughout; 0 where each event is of an instance
 *     that is seen this once
 * @param processes how many processes they are instances of; 0 for the programs of an ordinary host
 * @param services how many services each of them may talk to
 * @param exponent of the Zipf distributions that instances, and the services of an instance, are
 *     drawn from
 * @param hot share of the instances, and with them of the connections, that are of one process, 0
 *     to 1; of many processes only
 * @param active how many instances take turns in a window of five minutes, the next ones in the
 *     next window; 0 where they are drawn
 * @param begin the time of the first event
 * @param span the event time that the events are spread over evenly: with the window it decides how
 *     much of the traffic is repetition
 * @param seed of everything drawn
 */
public record TrafficPlan(
    long events,
    int instances,
    int processes,
    int services,
    double exponent,
    double hot,
    int active,
    Instant begin,
    Duration span,
    long seed) {

  private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int SERVICES = 20;
  private static final long SEED = 20_261_122;

  /** Ordinary programs on hosts of an ordinary Monday. */
  public static TrafficPlan of(long events, int instances, Duration span) {
    return new TrafficPlan(events, instances, 0, SERVICES, 1, 0, 0, MONDAY, span, SEED);
  }

  /** The same, of so many processes. */
  public TrafficPlan withProcesses(int number) {
    return new TrafficPlan(
        events, instances, number, services, exponent, hot, active, begin, span, seed);
  }

  /** The same, with so many instances that take turns. */
  public TrafficPlan inTurn(int number) {
    return new TrafficPlan(
        events, instances, processes, services, exponent, hot, number, begin, span, seed);
  }

  /** The same, with all instances alike, and this share of them of one process. */
  public TrafficPlan withHot(double share) {
    return new TrafficPlan(
        events, instances, processes, services, 0, share, active, begin, span, seed);
  }

  /** The same, of another time. */
  public TrafficPlan from(Instant time) {
    return new TrafficPlan(
        events, instances, processes, services, exponent, hot, active, time, span, seed);
  }

  /** The same, by other distributions. */
  public TrafficPlan drawn(int ofServices, double byExponent, long bySeed) {
    return new TrafficPlan(
        events, instances, processes, ofServices, byExponent, hot, active, begin, span, bySeed);
  }

  /** How many windows of five minutes it spans. */
  long windows() {
    return Math.max(1, span.dividedBy(WINDOW));
  }
}
