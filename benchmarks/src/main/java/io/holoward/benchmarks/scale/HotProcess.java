package io.holoward.benchmarks.scale;

import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import io.holoward.benchmarks.pipeline.TrafficPlan;
import io.holoward.benchmarks.pipeline.Workload;
import io.holoward.benchmarks.suite.Bench;
import io.holoward.benchmarks.suite.Figure;
import io.holoward.benchmarks.suite.Goal;
import io.holoward.benchmarks.suite.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One process with nearly all of the traffic, beside the same traffic spread evenly. That process
 * has as large a share of the instances, which are all alike, so that both have as many first
 * sightings.
 */
final class HotProcess {

  private static final double HOT = 0.9;
  private static final int PROCESSES = 20;
  private static final int SERVICES = 20;
  private static final int WINDOWS = 3;
  private static final Duration SPAN = Duration.ofMinutes(5L * WINDOWS);

  /** How often an instance connects to a service in a window: one of them is a first sighting. */
  private static final int CONNECTIONS = 25;

  private static final long LEAST_EVENTS = 600_000;
  private static final long SEED = 20_261_122;

  private HotProcess() {}

  private static TrafficPlan plan(long events) {
    int instances = (int) (events / (WINDOWS * SERVICES * CONNECTIONS));
    return TrafficPlan.of(events, instances, SPAN)
        .withProcesses(PROCESSES)
        .drawn(SERVICES, 0, SEED);
  }

  /** Of uniform traffic. */
  static TrafficPlan uniform(long events) {
    return plan(events).withHot(0);
  }

  /** Of traffic nine tenths of which are one process's. */
  static TrafficPlan hot(long events) {
    return plan(events).withHot(HOT);
  }

  static Section measure(String part, Bench bench) throws Exception {
    try (MeasuredPlatform platform = MeasuredPlatform.start(bench.directory())) {
      Workload first = platform.fill("first", uniform(LEAST_EVENTS));
      first.run(2, List.of());
      double rate = 1e3 * first.run(2, List.of()).thousandEventsPerSecond();
      long events = (long) Math.max(LEAST_EVENTS, rate * bench.effort().seconds());
      Workload even = platform.fill("even", uniform(events));
      Workload uneven = platform.fill("uneven", hot(events));
      List<Double> uniform = new ArrayList<>();
      List<Double> hot = new ArrayList<>();
      for (int round = 0; round <= bench.effort().rounds(); round++) {
        bench.screen().step("round %d: one hot process".formatted(round), 0.9);
        double ofEven = even.run(2, List.of()).thousandEventsPerSecond();
        double ofUneven = uneven.run(2, List.of()).thousandEventsPerSecond();
        bench.screen().say("round %d: uniform %.1f k/s, hot %.1f k/s", round, ofEven, ofUneven);
        if (round > 0) {
          uniform.add(ofEven);
          hot.add(ofUneven);
        }
      }
      return new Section(
          part,
          "one process with 90 % of the traffic",
          List.of(
              "Uniform, %d processes: %s.".formatted(PROCESSES, even.words()),
              "Hot: %s.".formatted(uneven.words())),
          List.of(
              Figure.of("hot / uniform", "", Ratios.of(hot, uniform)).meant(Goal.atLeast(0.8)),
              Figure.of("uniform", "k events/s", uniform),
              Figure.of("hot", "k events/s", hot)));
    }
  }
}
