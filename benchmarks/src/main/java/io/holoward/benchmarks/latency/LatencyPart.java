package io.holoward.benchmarks.latency;

import io.holoward.benchmarks.pipeline.FleetTraffic;
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
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.job.HolowardJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.flink.core.execution.JobClient;

/**
 * Event in → scored alarm out, at half of the load that the job bears, measured from when each
 * event was to be sent: what waits because something before it was slow has waited (coordinated
 * omission is accounted for).
 */
public final class LatencyPart implements Part {

  private static final int PARALLELISM = 2;
  private static final double LOAD = 0.5;

  /** What one thread can send on time beside the job; the load is told. */
  private static final double MOST_EVENTS_PER_SECOND = 100_000;

  private static final int PROBES_PER_SECOND = 200;
  private static final int HISTORY_EVENTS = 300_000;
  private static final Duration HISTORY = Duration.ofMinutes(20);
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
  private static final double MOST = 0.5;
  private static final String AT_LEAST_ONCE = "at-least-once";
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

  private static final List<String> SETTINGS =
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
    return effort.choose(3.0, 25.0);
  }

  @Override
  public void run(Bench bench) throws Exception {
    Effort effort = bench.effort();
    bench.screen().step("measuring what load it bears", 0);
    double capacity = capacity(bench);
    double rate = Math.min(MOST_EVENTS_PER_SECOND, LOAD * capacity);
    bench.screen().say("it bears %,.0f events/s; %,.0f are sent", capacity, rate);
    Map<String, List<Histogram>> measured = new LinkedHashMap<>();
    Duration outOfOrderness = Duration.ZERO;
    for (int round = 1; round <= effort.rounds(); round++) {
      for (String delivery : List.of(AT_LEAST_ONCE, "exactly-once")) {
        bench
            .screen()
            .step(
                "round %d: %s".formatted(round, delivery),
                (round - (delivery.equals(AT_LEAST_ONCE) ? 0.8 : 0.3)) / effort.rounds());
        try (MeasuredPlatform platform =
            MeasuredPlatform.start(bench.directory(), settings(delivery))) {
          outOfOrderness = platform.configuration().time().maxOutOfOrderness();
          Histogram histogram = measure(platform, bench, rate);
          bench
              .screen()
              .say(
                  "round %d, %s: %,d alarms, p50 %d ms, p99 %d ms",
                  round,
                  delivery,
                  histogram.getTotalCount(),
                  histogram.getValueAtPercentile(PERCENTILES.get(0)),
                  histogram.getValueAtPercentile(PERCENTILES.get(1)));
          measured.computeIfAbsent(delivery, any -> new ArrayList<>()).add(histogram);
        }
      }
    }
    bench.found(section(measured, outOfOrderness, capacity, rate));
  }

  private static String[] settings(String delivery) {
    List<String> settings = new ArrayList<>(SETTINGS);
    settings.add("kafka.delivery=" + delivery);
    return settings.toArray(String[]::new);
  }

  private static double capacity(Bench bench) throws Exception {
    try (MeasuredPlatform platform =
        MeasuredPlatform.start(bench.directory(), SETTINGS.toArray(String[]::new))) {
      TrafficKind kind = TrafficKind.FLEET;
      Workload probe =
          platform.fill("probe", kind.plan(bench.effort().choose(1, 3) * kind.leastEvents()));
      probe.run(PARALLELISM, List.of());
      return 1e3 * probe.run(PARALLELISM, List.of()).thousandEventsPerSecond();
    }
  }

  private static Histogram measure(MeasuredPlatform platform, Bench bench, double rate)
      throws Exception {
    Configuration configuration = platform.configuration();
    int seconds = bench.effort().choose(8, 60);
    int warmUp = bench.effort().choose(8, 20);
    Path directory = Files.createTempDirectory(bench.directory(), "latency-");
    // What the models are learned from is there, in event time, right up to the first live event.
    Instant begin = Instant.now();
    platform.fillProcessEvents(
        TrafficPlan.of(HISTORY_EVENTS, 400, HISTORY).from(begin.minus(HISTORY)));
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(PARALLELISM, directory, CHECKPOINTS, Optional.empty())) {
      HolowardJob.define(flink.environment(), configuration);
      JobClient job = flink.environment().executeAsync(HolowardJob.NAME);
      Instant live = Instant.now().plusSeconds(1);
      long counted = live.plusSeconds(warmUp).toEpochMilli();
      try (AlarmWatch watch = new AlarmWatch(configuration, counted)) {
        TrafficPlan plan =
            TrafficPlan.of(
                    (long) (rate * (warmUp + seconds)), 400, Duration.ofSeconds(warmUp + seconds))
                .from(live);
        ProbedTraffic probed =
            new ProbedTraffic(
                new FleetTraffic(plan, configuration.window().size().toMillis()),
                (int) Math.max(1, rate / PROBES_PER_SECOND));
        long late = new ScheduledSender(configuration).send(probed);
        bench.screen().say("the latest event was sent %,d ms behind its time", late);
        long expected = probed.probes() * seconds / (warmUp + seconds);
        await(watch, (long) (MOST * expected));
        return watch.finish();
      } finally {
        job.cancel().get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** The last alarms come with the checkpoint after next, where each is delivered once. */
  private static void await(AlarmWatch watch, long expected) throws InterruptedException {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    long before = -1;
    while (System.nanoTime() < patience
        && (watch.counted() < expected || watch.counted() > before)) {
      before = watch.counted();
      Thread.sleep(CHECKPOINTS.toMillis() + 2_000);
    }
    if (watch.counted() < expected) {
      throw new IllegalStateException(
          "%d alarms came where %d were expected".formatted(watch.counted(), expected));
    }
  }

  private Section section(
      Map<String, List<Histogram>> measured,
      Duration outOfOrderness,
      double capacity,
      double rate) {
    List<Figure> figures = new ArrayList<>();
    measured.forEach(
        (delivery, histograms) -> {
          for (double percentile : PERCENTILES) {
            Figure figure =
                Figure.of(
                    "%s: p%s".formatted(delivery, text(percentile)),
                    "ms",
                    histograms.stream()
                        .map(histogram -> (double) histogram.getValueAtPercentile(percentile))
                        .toList());
            boolean hasGoal = delivery.equals(AT_LEAST_ONCE) && percentile == 99;
            figures.add(hasGoal ? figure.meant(Goal.atMost(50)) : figure);
          }
        });
    return new Section(
        name(),
        title(),
        List.of(
            "The whole job bears %,.0f events/s of fleet traffic (≤ 1 %% new); %,.0f/s are sent on schedule, about %d of them surely abnormal and of a protected process."
                .formatted(capacity, rate, PROBES_PER_SECOND),
            "Milliseconds from when an event was to be sent until its scored alarm was read (committed); of the configured out-of-orderness (%d ms) nothing is subtracted, because an alarm of a protected process does not wait for it; parallelism %d, a checkpoint every 10 s, sender and reader on the same machine."
                .formatted(outOfOrderness.toMillis(), PARALLELISM)),
        figures);
  }

  private static String text(double percentile) {
    return percentile == Math.rint(percentile)
        ? Integer.toString((int) percentile)
        : Double.toString(percentile);
  }
}
