package io.holoward.benchmarks.scale;

import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import io.holoward.benchmarks.pipeline.TrafficKind;
import io.holoward.benchmarks.pipeline.TrafficPlan;
import io.holoward.benchmarks.pipeline.Workload;
import io.holoward.benchmarks.suite.Bench;
import io.holoward.benchmarks.suite.Effort;
import io.holoward.benchmarks.suite.Figure;
import io.holoward.benchmarks.suite.Goal;
import io.holoward.benchmarks.suite.Part;
import io.holoward.benchmarks.suite.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What more processes cost, what they take of memory and disk, what a second core brings, and what
 * it costs when one process has nearly all of the traffic.
 */
public final class ScalePart implements Part {

  private static final double HOT = 0.9;
  private static final int INSTANCES_A_PROCESS = 2;
  private static final int MOST_INSTANCES_A_PROCESS = 10;
  private static final int LARGEST = 1_000_000;

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
    return effort.choose(4.0, 150.0);
  }

  @Override
  public void run(Bench bench) throws Exception {
    bench.found(processes(bench));
    bench.found(parallelism(bench));
    bench.found(hot(bench));
  }

  private Section processes(Bench bench) throws Exception {
    Effort effort = bench.effort();
    List<Integer> sizes =
        effort.choose(List.of(1_000, 10_000, 100_000), List.of(1_000, 10_000, 100_000, LARGEST));
    long events = effort.choose(200_000L, 12_000_000L);
    try (MeasuredPlatform platform = MeasuredPlatform.start(bench.directory())) {
      Map<Integer, Workload> workloads = new TreeMap<>();
      for (int size : sizes) {
        bench.screen().step("filling a topic of %,d processes".formatted(size), 0.02);
        workloads.put(
            size, platform.fill("processes-" + size, Sized.plan(events, size, instances(size))));
      }
      Map<Integer, List<Double>> rates = new TreeMap<>();
      for (int round = 0; round <= effort.rounds(); round++) {
        for (int size : sizes) {
          bench
              .screen()
              .step(
                  "round %d: %,d processes".formatted(round, size),
                  0.05 + 0.4 * round / effort.rounds());
          double rate =
              workloads
                  .get(size)
                  .run(2, Sized.settings(events, instances(size)))
                  .thousandEventsPerSecond();
          bench.screen().say("round %d: %,d processes, %.1f k/s", round, size, rate);
          if (round > 0) {
            rates.computeIfAbsent(size, any -> new ArrayList<>()).add(rate);
          }
        }
      }
      List<Figure> figures = new ArrayList<>();
      List<Double> smallest = rates.get(sizes.get(0));
      List<Double> largest = rates.get(sizes.get(sizes.size() - 1));
      figures.add(
          Figure.of(
                  "cost an event, %,d processes / %,d"
                      .formatted(sizes.get(sizes.size() - 1), sizes.get(0)),
                  "",
                  ratios(smallest, largest))
              .meant(Goal.atMost(1.3)));
      rates.forEach(
          (size, samples) ->
              figures.add(Figure.of("%,d processes".formatted(size), "k events/s", samples)));
      for (int size : sizes) {
        bench.screen().step("state of %,d processes".formatted(size), 0.55);
        figures.addAll(state(size, workloads.get(size), bench));
      }
      return new Section(
          name(),
          "number of processes",
          List.of(
              "%,d events each, uniform over %d instances a process (%d where there are %,d processes) and 20 services, 1.5 connections an instance and window: nearly every connection is a first sighting, whatever the size."
                  .formatted(events, INSTANCES_A_PROCESS, MOST_INSTANCES_A_PROCESS, LARGEST),
              "Models are sealed from 5 records on, so that every size has them. State was looked at once: a full checkpoint after the last event, and a restore on the same disk. Bytes a sealed process are those of its latest record on the topic of intended states."),
          figures);
    }
  }

  /** Ten million instances of the largest, two of each process else. */
  private static int instances(int processes) {
    return processes * (processes == LARGEST ? MOST_INSTANCES_A_PROCESS : INSTANCES_A_PROCESS);
  }

  private static List<Figure> state(int size, Workload workload, Bench bench) throws Exception {
    String name = "%,d processes: ".formatted(size);
    String topic = "intended-states-" + size;
    workload.platform().createTopic(topic);
    List<String> settings = new ArrayList<>(Sized.settings(workload.events(), instances(size)));
    settings.add("sinks.intended-states.topic=" + topic);
    StateRun run = StateRun.of(workload, bench.directory().resolve("state-" + size), settings);
    long[] bytes = SealedProcesses.bytes(workload.configuration().with(settings));
    return List.of(
        Figure.once(name + "sealed", "", bytes.length),
        Figure.once(name + "a sealed process, median", "B", percentile(bytes, 0.5)),
        Figure.once(name + "a sealed process, p99", "B", percentile(bytes, 0.99)),
        Figure.once(name + "state", "MiB", run.stateBytes() / (1 << 20)),
        Figure.once(name + "checkpoint", "s", run.checkpointSeconds()),
        Figure.once(name + "restore", "s", run.restoreSeconds()));
  }

  private static double percentile(long[] ascending, double share) {
    return ascending.length == 0 ? 0 : ascending[(int) (share * (ascending.length - 1))];
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
              Figure.of("efficiency of parallelism 2", "", halved(ratios(two, one)))
                  .meant(Goal.atLeast(0.8)),
              Figure.of("parallelism 1", "k events/s", one),
              Figure.of("parallelism 2", "k events/s", two)));
    }
  }

  private static Workload fleet(MeasuredPlatform platform, Bench bench) throws Exception {
    TrafficKind kind = TrafficKind.FLEET;
    Workload first = platform.fill("first", kind.plan(kind.leastEvents()));
    double rate = 1e3 * first.run(2, List.of()).thousandEventsPerSecond();
    long events = (long) Math.max(kind.leastEvents(), rate * bench.effort().seconds());
    return bench.effort().quick() ? first : platform.fill("fleet", kind.plan(events));
  }

  private Section hot(Bench bench) throws Exception {
    try (MeasuredPlatform platform = MeasuredPlatform.start(bench.directory())) {
      long events = bench.effort().choose(300_000L, 12_000_000L);
      Duration span = Duration.ofMinutes(15);
      TrafficPlan plan = TrafficPlan.of(events, 2_000, span);
      Workload even = platform.fill("even", plan.withHot(0));
      Workload uneven = platform.fill("uneven", plan.withHot(HOT));
      List<Double> uniform = new ArrayList<>();
      List<Double> hot = new ArrayList<>();
      for (int round = 0; round <= bench.effort().rounds(); round++) {
        bench.screen().step("round %d: one hot process".formatted(round), 0.9);
        double first = even.run(2, List.of()).thousandEventsPerSecond();
        double second = uneven.run(2, List.of()).thousandEventsPerSecond();
        bench.screen().say("round %d: uniform %.1f k/s, hot %.1f k/s", round, first, second);
        if (round > 0) {
          uniform.add(first);
          hot.add(second);
        }
      }
      return new Section(
          name(),
          "one process with 90 % of the traffic",
          List.of("Uniform: " + even.words() + ".", "Hot: " + uneven.words() + "."),
          List.of(
              Figure.of("hot / uniform", "", ratios(hot, uniform)).meant(Goal.atLeast(0.8)),
              Figure.of("uniform", "k events/s", uniform),
              Figure.of("hot", "k events/s", hot)));
    }
  }

  private static List<Double> ratios(List<Double> these, List<Double> those) {
    return IntStream.range(0, these.size()).mapToObj(i -> these.get(i) / those.get(i)).toList();
  }

  private static List<Double> halved(List<Double> values) {
    return values.stream().map(value -> value / 2).toList();
  }
}
