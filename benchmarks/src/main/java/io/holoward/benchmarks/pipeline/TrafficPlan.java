package io.holoward.benchmarks.pipeline;

import java.time.Duration;

/**
 * The traffic to measure with.
 *
 * @param events how many events
 * @param instances how many process instances live throughout
 * @param services how many services each of them may talk to
 * @param exponent of the Zipf distributions that instances, and the services of an instance, are
 *     drawn from
 * @param span the event time that the events are spread over evenly: with the window it decides how
 *     much of the traffic is repetition
 * @param seed of everything drawn
 */
record TrafficPlan(
    long events, int instances, int services, double exponent, Duration span, long seed) {}
