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
  static final String NAIVE_WHOLE = "whole job, naively";
  static final String WHOLE = "whole job";
  static final String EXACTLY_ONCE = "whole job, exactly once";

  private static final int JOBS = 6;
  private static final int PARALLELISM = 2;

  /** Reading bytes is so fast that a whole run of it would be a hundred readings. */
  private static final int MOST_TIMES = 20;

  private static final int MOST_TIMES_QUICK = 3;
  private static final long LEAST_NAIVELY = 40_000;
  private static final List<String> REPEATED = List.of(DISCARD, COPY, NAIVE);

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
    return TrafficKind.values().length * JobMinutes.of(effort, JOBS);
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
    Watched uncounted = new Watched(kind.word(), bench.screen(), done, share);
    Sizing sizing =
        new Sizing(
            platform,
            new Calibration(effort.seconds()),
            kind.leastEvents(),
            (topic, events) -> platform.fill(topic, kind.plan(events)));

    TrafficPlan probePlan = kind.plan(probeEvents(kind, effort));
    bench.screen().step(kind.word() + ": filling a first topic", done);
    Workload probe = platform.fill("probe", probePlan);
    Map<String, MeasuredJob> probed = jobs(probe.configuration(), probePlan);
    probed.remove(NAIVE_WHOLE);
    Rounds probing = Rounds.of(probe.track(PARALLELISM), probed);
    probing.once(0, uncounted);
    Map<String, Lap> warm = probing.once(0, uncounted);

    bench.screen().step(kind.word() + ": filling a topic that takes its time", done + share);
    long bytes = probe.bytes() / probe.events();
    Workload workload =
        sizing.fill(eventsPerSecond(warm, WHOLE), bytes, topic -> job(kind, topic), PARALLELISM);
    bench.screen().say("%s: %s", kind.words(), workload.words());
    bench.screen().step(kind.word() + ": how fast it is naively", done + share);
    Workload naively = forNaively(kind, platform, effort, workload.events());
    Laps laps =
        rounds(kind, workload, naively, warm, effort)
            .run(
                effort.rounds(), new Watched(kind.word(), bench.screen(), done + 2 * share, share));
    return new Section(
        name(),
        kind.words(),
        List.of(
            workload.words() + ".",
            "Parallelism %d, 4 partitions, RocksDB, a checkpoint every 10 s, broker and registry on the same machine; a run of the whole job takes %s s."
                .formatted(PARALLELISM, Figure.of("", "", seconds(laps)).spread()),
            "Naive: RocksDB an event, counts only. The whole job, naively: the same topology and results without local aggregation, its caches of one entry each; on %s."
                .formatted(naively.words())),
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
    jobs.put(NAIVE_WHOLE, new NaiveWholeJob(whole));
    return jobs;
  }

  /** A topic that the whole job reads naively in about the time of a run, where it is so fast. */
  private static Workload forNaively(
      TrafficKind kind, MeasuredPlatform platform, Effort effort, long most) throws Exception {
    long first = Math.max(LEAST_NAIVELY, kind.leastForSlow());
    Workload probe = platform.fill("probe-naively", kind.planForSlow(first));
    Lap lap = probe.track(PARALLELISM).run(naively(kind, probe));
    long events = (long) (1e3 * lap.thousandEventsPerSecond() * effort.seconds());
    return events <= first
        ? probe
        : platform.fill(
            "events-naively", kind.planForSlow(Math.max(first, Math.min(most, events))));
  }

  private static MeasuredJob naively(TrafficKind kind, Workload workload) {
    return jobs(workload.configuration(), kind.planForSlow(workload.events())).get(NAIVE_WHOLE);
  }

  private static MeasuredJob job(TrafficKind kind, Workload workload) {
    return jobs(workload.configuration(), kind.plan(workload.events())).get(WHOLE);
  }

  /**
   * Jobs whose models need not ripen read the topic again and again to fill their time; the slowest
   * has a shorter one.
   */
  private static Rounds rounds(
      TrafficKind kind, Workload workload, Workload naively, Map<String, Lap> warm, Effort effort) {
    Calibration calibration = new Calibration(effort.seconds());
    Map<String, Entrant> entrants = new LinkedHashMap<>();
    jobs(workload.configuration(), kind.plan(workload.events()))
        .forEach(
            (name, job) ->
                entrants.put(
                    name,
                    new Entrant(
                        workload.track(PARALLELISM),
                        job,
                        REPEATED.contains(name)
                            ? calibration.times(
                                eventsPerSecond(warm, name),
                                workload.events(),
                                effort.choose(MOST_TIMES_QUICK, MOST_TIMES))
                            : 1)));
    entrants.put(NAIVE_WHOLE, new Entrant(naively.track(PARALLELISM), naively(kind, naively), 1));
    return new Rounds(entrants);
  }

  private static double eventsPerSecond(Map<String, Lap> laps, String job) {
    return 1e3 * laps.get(job).thousandEventsPerSecond();
  }

  private static List<Figure> figures(TrafficKind kind, Laps laps) {
    Figure ofLimit = Figure.of("whole job / bytes → discard", "", laps.ratios(WHOLE, DISCARD));
    Figure ofKeyed = Figure.of("whole job / decode → keyBy → Kafka", "", laps.ratios(WHOLE, COPY));
    Figure ofNaive = Figure.of("whole job / naive", "", laps.ratios(WHOLE, NAIVE));
    Figure ofNaiveWhole =
        Figure.of("whole job / whole job, naively", "", laps.ratios(WHOLE, NAIVE_WHOLE));
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
                      ofNaiveWhole.meant(Goal.atLeast(4)),
                      exactly.meant(Goal.atLeast(0.9)));
              case LIVELY ->
                  List.of(
                      ofLimit.meant(Goal.atLeast(0.4)),
                      ofKeyed,
                      ofNaive,
                      ofNaiveWhole,
                      exactly.meant(Goal.atLeast(0.9)));
              case ALL_NEW ->
                  List.of(
                      ofLimit,
                      ofKeyed,
                      ofNaive.meant(Goal.atLeast(0.9)),
                      ofNaiveWhole.meant(Goal.atLeast(0.9)),
                      exactly.meant(Goal.atLeast(0.9)));
            });
    figures.addAll(laps.figures("events"));
    return figures;
  }
}
