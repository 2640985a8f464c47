package io.holoward.benchmarks.pipeline;

import io.holoward.benchmarks.suite.Bench;
import io.holoward.benchmarks.suite.Effort;
import io.holoward.benchmarks.suite.Figure;
import io.holoward.benchmarks.suite.Goal;
import io.holoward.benchmarks.suite.Part;
import io.holoward.benchmarks.suite.Section;
import io.holoward.detection.configuration.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kafka → job → Kafka beside the limit of the source, the limit of any keyed job, and the naive
 * version of the job, in turn, on traffic of three kinds.
 */
public final class PipelinePart implements Part {

  static final String DISCARD = "bytes → discard";
  static final String COPY = "decode → keyBy → Kafka";
  static final String NAIVE = "naive: RocksDB an event";
  static final String WHOLE = "whole job";
  static final String EXACTLY_ONCE = "whole job, exactly once";

  private static final int PARALLELISM = 2;

  /** Reading bytes is so fast that a whole run of it would be a hundred readings. */
  private static final int MOST_TIMES = 20;

  private static final int MOST_TIMES_QUICK = 3;

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String title() {
    return "events a second of the whole job, beside what bounds it";
  }

  @Override
  public double expectedMinutes(Effort effort) {
    return effort.choose(6.0, 140.0);
  }

  @Override
  public void run(Bench bench) throws Exception {
    TrafficKind[] kinds = TrafficKind.values();
    for (TrafficKind kind : kinds) {
      double done = kind.ordinal() / (double) kinds.length;
      bench.screen().step(kind.word() + ": starting broker and registry", done);
      try (MeasuredPlatform platform = MeasuredPlatform.start(bench.directory())) {
        bench.found(measure(kind, platform, bench, done));
      }
    }
  }

  private Section measure(TrafficKind kind, MeasuredPlatform platform, Bench bench, double done)
      throws Exception {
    Effort effort = bench.effort();
    double share = 1.0 / TrafficKind.values().length / (effort.rounds() + 2);
    Calibration calibration = new Calibration(effort.seconds());

    TrafficPlan probePlan = kind.plan(probeEvents(kind, effort));
    bench.screen().step(kind.word() + ": filling a first topic", done);
    Workload probe = platform.fill("probe", probePlan);
    Map<String, Lap> first =
        Rounds.of(probe.track(PARALLELISM), jobs(probe.configuration(), probePlan))
            .once(0, new Watched(kind.word(), bench.screen(), done, share));

    long events =
        Math.max(
            kind.leastEvents(),
            calibration.events(
                1e3 * first.get(WHOLE).thousandEventsPerSecond(),
                probe.bytes() / probe.events(),
                bench.directory().toFile().getUsableSpace()));
    bench
        .screen()
        .step("%s: filling a topic of %,d events".formatted(kind.word(), events), done + share);
    TrafficPlan plan = kind.plan(events);
    Workload workload = platform.fill("events", plan);
    bench.screen().say("%s: %s", kind.words(), workload.words());
    Laps laps =
        new Rounds(
                workload.track(PARALLELISM),
                jobs(workload.configuration(), plan),
                times(calibration, first, events, effort))
            .run(
                effort.rounds(), new Watched(kind.word(), bench.screen(), done + 2 * share, share));
    return new Section(
        name(),
        kind.words(),
        List.of(
            workload.words() + ".",
            "Parallelism %d, 4 partitions, RocksDB, a checkpoint every 10 s, broker and registry on the same machine; a run of the whole job takes %s s."
                .formatted(PARALLELISM, Figure.of("", "", seconds(laps)).spread())),
        figures(kind, laps));
  }

  private static List<Double> seconds(Laps laps) {
    return laps.byJob().get(WHOLE).stream().map(Lap::seconds).toList();
  }

  private static long probeEvents(TrafficKind kind, Effort effort) {
    long events = effort.choose(300_000L, 1_200_000L);
    return kind == TrafficKind.ALL_NEW ? events / 4 : Math.max(events, kind.leastEvents());
  }

  /** All of them, in the order they are run in. */
  static Map<String, MeasuredJob> jobs(Configuration configuration, TrafficPlan plan) {
    String topic = configuration.sources().processEvents().topic();
    KeyedDecoding decoding = KeyedDecoding.ofProcessEvents(configuration);
    WholeJob whole = WholeJob.with(TrafficKind.settings(plan));
    Map<String, MeasuredJob> jobs = new LinkedHashMap<>();
    jobs.put(DISCARD, new DiscardingJob(topic));
    jobs.put(WHOLE, whole);
    jobs.put(COPY, new CopyJob(topic, decoding));
    jobs.put(EXACTLY_ONCE, whole.exactlyOnce());
    jobs.put(NAIVE, new NaiveJob(topic, decoding, new StoredCount()));
    return jobs;
  }

  /** Jobs whose models need not ripen may read the topic again and again to fill their time. */
  private static Map<String, Integer> times(
      Calibration calibration, Map<String, Lap> first, long events, Effort effort) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (String job : List.of(DISCARD, COPY, NAIVE)) {
      times.put(
          job,
          calibration.times(
              1e3 * first.get(job).thousandEventsPerSecond(),
              events,
              effort.choose(MOST_TIMES_QUICK, MOST_TIMES)));
    }
    return times;
  }

  private static List<Figure> figures(TrafficKind kind, Laps laps) {
    Figure ofLimit = Figure.of("whole job / bytes → discard", "", laps.ratios(WHOLE, DISCARD));
    Figure ofKeyed = Figure.of("whole job / decode → keyBy → Kafka", "", laps.ratios(WHOLE, COPY));
    Figure ofNaive = Figure.of("whole job / naive", "", laps.ratios(WHOLE, NAIVE));
    Figure exactly =
        Figure.of("exactly once / at least once", "", laps.ratios(EXACTLY_ONCE, WHOLE));
    List<Figure> figures =
        new ArrayList<>(
            switch (kind) {
              case FLEET ->
                  List.of(
                      ofLimit.meant(Goal.atLeast(0.6)),
                      ofKeyed.meant(Goal.atLeast(2)),
                      ofNaive.meant(Goal.atLeast(4)),
                      exactly.meant(Goal.atLeast(0.9)));
              case LIVELY ->
                  List.of(
                      ofLimit.meant(Goal.atLeast(0.4)),
                      ofKeyed,
                      ofNaive,
                      exactly.meant(Goal.atLeast(0.9)));
              case ALL_NEW ->
                  List.of(
                      ofLimit,
                      ofKeyed,
                      ofNaive.meant(Goal.atLeast(0.9)),
                      exactly.meant(Goal.atLeast(0.9)));
            });
    figures.addAll(laps.figures("events"));
    return figures;
  }
}
