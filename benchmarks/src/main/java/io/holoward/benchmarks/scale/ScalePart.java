package io.holoward.benchmarks.scale;

import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import io.holoward.benchmarks.pipeline.TrafficKind;
import io.holoward.benchmarks.pipeline.Workload;
import io.holoward.benchmarks.suite.Bench;
import io.holoward.benchmarks.suite.Effort;
import io.holoward.benchmarks.suite.Figure;
import io.holoward.benchmarks.suite.Goal;
import io.holoward.benchmarks.suite.Part;
import io.holoward.benchmarks.suite.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * What more processes cost, what they take of memory and disk, what a second core brings, and what
 * it costs when one process has nearly all of the traffic.
 */
public final class ScalePart implements Part {

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String title() {
    return "number of processes, parallelism, one hot process";
  }

  @Override
  public double expectedMinutes(Effort effort) {
    double others = (effort.rounds() + 1) * 4 * (effort.seconds() + 4.0) + 60;
    return ManyProcesses.expectedMinutes(effort) + others / 60;
  }

  @Override
  public void run(Bench bench) throws Exception {
    bench.found(new ManyProcesses(name(), bench).measure());
    bench.found(parallelism(bench));
    bench.found(HotProcess.measure(name(), bench));
  }

  private Section parallelism(Bench bench) throws Exception {
    try (MeasuredPlatform platform = MeasuredPlatform.start(bench.directory())) {
      Workload workload = fleet(platform, bench);
      List<Double> one = new ArrayList<>();
      List<Double> two = new ArrayList<>();
      for (int round = 1; round <= bench.effort().rounds(); round++) {
        bench.screen().step("round %d: parallelism 1 and 2".formatted(round), 0.7);
        one.add(workload.run(1, List.of()).thousandEventsPerSecond());
        two.add(workload.run(2, List.of()).thousandEventsPerSecond());
        bench
            .screen()
            .say(
                "round %d: one subtask %.1f k/s, two %.1f k/s",
                round, one.get(round - 1), two.get(round - 1));
      }
      return new Section(
          name(),
          "parallelism",
          List.of(
              workload.words() + ".",
              "Efficiency: events a second of two subtasks / twice those of one. The broker runs on the same cores: where there are two of them, one subtask already uses more than one."),
          List.of(
              Figure.of("efficiency of parallelism 2", "", halved(Ratios.of(two, one)))
                  .meant(Goal.atLeast(0.8)),
              Figure.of("parallelism 1", "k events/s", one),
              Figure.of("parallelism 2", "k events/s", two)));
    }
  }

  private static Workload fleet(MeasuredPlatform platform, Bench bench) throws Exception {
    TrafficKind kind = TrafficKind.FLEET;
    Workload first = platform.fill("first", kind.plan(kind.leastEvents()));
    first.run(2, List.of());
    double rate = 1e3 * first.run(2, List.of()).thousandEventsPerSecond();
    long events = (long) Math.max(kind.leastEvents(), rate * bench.effort().seconds());
    return bench.effort().quick() ? first : platform.fill("fleet", kind.plan(events));
  }

  private static List<Double> halved(List<Double> values) {
    return values.stream().map(value -> value / 2).toList();
  }
}
