package io.holoward.benchmarks.latency;

import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import io.holoward.benchmarks.suite.Bench;
import io.holoward.benchmarks.suite.Effort;
import io.holoward.benchmarks.suite.Figure;
import io.holoward.benchmarks.suite.Goal;
import io.holoward.benchmarks.suite.Part;
import io.holoward.benchmarks.suite.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Event in → scored alarm out, at half of the load that the job bears, measured from when each
 * event was to be sent: what waits because something before it was slow has waited (coordinated
 * omission is accounted for).
 */
public final class LatencyPart implements Part {

  private static final int PARALLELISM = 2;
  private static final double LOAD = 0.5;

  /** What one thread can send on time beside the job; the load is told. */
  private static final double MOST_EVENTS_PER_SECOND = 200_000;

  private static final int LEAST_SECONDS = 10;
  private static final String AT_LEAST_ONCE = "at-least-once";
  private static final String EXACTLY_ONCE = "exactly-once";
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

  static final List<String> SETTINGS =
      List.of("window.size=1 min", "promotion.min-age=5 min", "time.idleness=3 s");

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String title() {
    return "event in → scored alarm out, at half the load it bears";
  }

  @Override
  public double expectedMinutes(Effort effort) {
    double run = warmUpSeconds(effort) + seconds(effort) + 45.0;
    return (60 + (2 * effort.rounds() + 1) * run) / 60;
  }

  @Override
  public void run(Bench bench) throws Exception {
    Effort effort = bench.effort();
    bench.screen().step("measuring what load it bears", 0);
    Bearable bearable = Bearable.measure(bench, PARALLELISM, SETTINGS);
    double rate = Math.min(MOST_EVENTS_PER_SECOND, LOAD * bearable.besideSender());
    bench
        .screen()
        .say(
            "it bears %,.0f events/s, %,.0f beside what sends them; %,.0f are sent",
            bearable.alone(), bearable.besideSender(), rate);
    LatencyRun run = new LatencyRun(rate, warmUpSeconds(effort), seconds(effort), Map.of());
    bench.screen().step("a run that is not counted", 0.1);
    measure(bench, "not counted", run, AT_LEAST_ONCE);
    Map<String, List<Latency>> measured = new LinkedHashMap<>();
    for (int round = 1; round <= effort.rounds(); round++) {
      for (String delivery : List.of(AT_LEAST_ONCE, EXACTLY_ONCE)) {
        String what = "round %d, %s".formatted(round, delivery);
        bench
            .screen()
            .step(what, (round - (delivery.equals(AT_LEAST_ONCE) ? 0.8 : 0.3)) / effort.rounds());
        measured
            .computeIfAbsent(delivery, any -> new ArrayList<>())
            .add(measure(bench, what, run, delivery));
      }
    }
    bench.found(section(measured, run, bearable));
  }

  private static Latency measure(Bench bench, String what, LatencyRun run, String delivery)
      throws Exception {
    List<String> settings = new ArrayList<>(SETTINGS);
    settings.add("kafka.delivery=" + delivery);
    try (MeasuredPlatform platform =
        MeasuredPlatform.start(bench.directory(), settings.toArray(String[]::new))) {
      Latency latency = run.measure(platform, bench.directory());
      bench.screen().say("%s: %s", what, latency.words());
      return latency;
    }
  }

  /** In 20 s the compiler is not done, and has a quarter of the processors. */
  private static int warmUpSeconds(Effort effort) {
    return effort.choose(10, 60);
  }

  private static int seconds(Effort effort) {
    return Math.max(LEAST_SECONDS, effort.seconds());
  }

  private Section section(Map<String, List<Latency>> measured, LatencyRun run, Bearable bearable) {
    List<Figure> figures = new ArrayList<>();
    measured.forEach(
        (delivery, latencies) -> {
          for (double percentile : PERCENTILES) {
            Figure figure =
                millis(
                    "%s: p%s".formatted(delivery, text(percentile)),
                    latencies,
                    latency -> latency.alarms().getValueAtPercentile(percentile));
            boolean hasGoal = delivery.equals(AT_LEAST_ONCE) && percentile == 99;
            figures.add(hasGoal ? figure.meant(Goal.atMost(50)) : figure);
          }
        });
    measured.forEach(
        (delivery, latencies) -> {
          figures.add(
              millis(delivery + ": sender late, p99", latencies, latency -> latency.sent().p99()));
          figures.add(
              millis(
                  delivery + ": sender late, at most",
                  latencies,
                  latency -> latency.sent().latest()));
          figures.add(
              Figure.of(
                  delivery + ": busy",
                  "cores",
                  latencies.stream().map(Latency::busyCores).toList()));
        });
    return new Section(
        name(),
        title(),
        List.of(
            "The whole job bears %,.0f events/s of fleet traffic (≤ 1 %% new) from a full topic; %,.0f/s if what sends them takes its part of the processors (%.2f µs an event, with the broker's work); %,.0f/s are sent on schedule, some 200 of them surely abnormal and of a protected process; after %d s of warm-up %d s are counted."
                .formatted(
                    bearable.alone(),
                    bearable.besideSender(),
                    bearable.sendingMicros(),
                    run.rate(),
                    run.warmUpSeconds(),
                    run.seconds()),
            "Milliseconds from when an event was to be sent until its scored alarm was read (committed). What the sender, a process of its own with events it need not encode, was late is part of it. Of the configured out-of-orderness nothing is subtracted, because an alarm of a protected process does not wait for it. Parallelism %d, a checkpoint every 10 s, all on the same machine."
                .formatted(PARALLELISM)),
        figures);
  }

  private static Figure millis(
      String name, List<Latency> latencies, ToLongFunction<Latency> value) {
    return Figure.of(
        name,
        "ms",
        latencies.stream().map(latency -> (double) value.applyAsLong(latency)).toList());
  }

  private static String text(double percentile) {
    return percentile == Math.rint(percentile)
        ? Integer.toString((int) percentile)
        : Double.toString(percentile);
  }
}
