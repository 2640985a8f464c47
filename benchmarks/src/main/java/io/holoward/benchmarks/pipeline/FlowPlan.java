package io.holoward.benchmarks.pipeline;

import java.time.Duration;

/**
 * The flows to measure with.
 *
 * @param flows how many flows
 * @param hosts how many hosts report them
 * @param services how many services each host uses, each by one process of it
 * @param exponent of the Zipf distributions that hosts, and the services of a host, are drawn from
 * @param cold share of flows whose group is seen this once
 * @param mismatched share of flows whose application is on the port of another
 * @param slow share of flows that take ten times as long as usual
 * @param span the event time that the flows are spread over evenly
 * @param seed of everything drawn
 */
record FlowPlan(
    long flows,
    int hosts,
    int services,
    double exponent,
    double cold,
    double mismatched,
    double slow,
    Duration span,
    long seed) {

  private static final int FLOWS_A_HOST = 2_000;
  private static final int FEWEST_HOSTS = 50;

  /**
   * So many flows of an ordinary fleet within an hour, of which about one in a hundred opens a
   * group that was not seen before; the fleet grows with them.
   */
  static FlowPlan of(long flows) {
    int hosts = (int) Math.max(FEWEST_HOSTS, flows / FLOWS_A_HOST);
    return new FlowPlan(flows, hosts, 20, 1, 0, 0.001, 0.0005, Duration.ofHours(1), 20_261_122);
  }
}
