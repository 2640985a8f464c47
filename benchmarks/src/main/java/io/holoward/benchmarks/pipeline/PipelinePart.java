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
import java.util.stream.Stream;

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

  private static final int PARALLELISM = 2;
  private static final int MOST_TIMES = 20;
  private static final int MOST_TIMES_QUICK = 3;

  /** Reading bytes keeps nothing and writes nothing: it is no other after a minute. */
  private static final int SECONDS_OF_READING = 10;

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
    return Stream.of(TrafficKind.values())
        .mapToDouble(kind -> JobMinutes.of(effort, measured(kind).size()))
        .sum();
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
    Map<String, MeasuredJob> probed = jobs(kind, probe.configuration(), probePlan);
    probed.remove(NAIVE_WHOLE);
    Rounds probing = Rounds.of(probe.track(PARALLELISM), probed);
    probing.once(0, uncounted);
    Map<String, Lap> warm = probing.once(0, uncounted);

    bench.screen().step(kind.word() + ": filling a topic that takes its time", done + share);
    long bytes = probe.bytes() / probe.events();
    Workload workload =
        sizing.fill(eventsPerSecond(warm, WHOLE), bytes, topic -> job(kind, topic), PARALLELISM);
    bench.screen().say("%s: %s", kind.words(), workload.words());
    Rounds rounds = rounds(kind, workload, warm, effort);
    List<String> notes = new ArrayList<>();
    if (measured(kind).contains(NAIVE_WHOLE)) {
      bench.screen().step(kind.word() + ": how fast it is naively", done + share);
      Workload naively = forNaively(kind, platform, effort, workload.events());
      rounds = rounds.with(NAIVE_WHOLE, naively.track(PARALLELISM), naively(kind, naively));
      notes.add(
          "Naive: RocksDB an event, counts only. The whole job, naively: the same topology and results without local aggregation, its caches of one entry each; on %s."
              .formatted(naively.words()));
    }
    Watched counted = new Watched(kind.word(), bench.screen(), done + 2 * share, share);
    return section(kind, workload, rounds.run(effort.rounds(), counted), notes);
  }

  private Section section(TrafficKind kind, Workload workload, Laps laps, List<String> notes) {
    List<String> all = new ArrayList<>();
    all.add(workload.words() + ".");
    all.add(
        "Parallelism %d, 4 partitions, RocksDB, a checkpoint every 10 s, broker and registry on the same machine; a run of the whole job takes %s s."
            .formatted(PARALLELISM, Figure.of("", "", seconds(laps)).spread()));
    all.addAll(notes);
    return new Section(name(), kind.words(), all, figures(kind, laps));
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

  /** Those that tell something of a kind of traffic: there are goals for what they are beside. */
  private static List<String> measured(TrafficKind kind) {
    return switch (kind) {
      case FLEET -> List.of(DISCARD, WHOLE, COPY, EXACTLY_ONCE, NAIVE, NAIVE_WHOLE);
      case LIVELY -> List.of(DISCARD, WHOLE);
      case ALL_NEW -> List.of(DISCARD, WHOLE, NAIVE, NAIVE_WHOLE);
    };
  }

  private static Map<String, MeasuredJob> jobs(
      TrafficKind kind, Configuration configuration, TrafficPlan plan) {
    Map<String, MeasuredJob> jobs = jobs(configuration, plan);
    jobs.keySet().retainAll(measured(kind));
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

  /** Jobs whose models need not ripen read the topic again and again to fill their time. */
  private static Rounds rounds(
      TrafficKind kind, Workload workload, Map<String, Lap> warm, Effort effort) {
    Map<String, Entrant> entrants = new LinkedHashMap<>();
    Map<String, MeasuredJob> jobs =
        jobs(kind, workload.configuration(), kind.plan(workload.events()));
    jobs.remove(NAIVE_WHOLE);
    jobs.forEach(
        (name, job) ->
            entrants.put(
                name,
                new Entrant(
                    workload.track(PARALLELISM),
                    job,
                    REPEATED.contains(name) ? times(name, workload, warm, effort) : 1)));
    return new Rounds(entrants);
  }

  private static int times(String name, Workload workload, Map<String, Lap> warm, Effort effort) {
    int seconds =
        name.equals(DISCARD) ? Math.min(SECONDS_OF_READING, effort.seconds()) : effort.seconds();
    return new Calibration(seconds)
        .times(
            eventsPerSecond(warm, name),
            workload.events(),
            effort.choose(MOST_TIMES_QUICK, MOST_TIMES));
  }

  private static double eventsPerSecond(Map<String, Lap> laps, String job) {
    return 1e3 * laps.get(job).thousandEventsPerSecond();
  }

  private static List<Figure> figures(TrafficKind kind, Laps laps) {
    Figure ofLimit = beside("whole job / bytes → discard", laps, DISCARD);
    List<Figure> figures =
        new ArrayList<>(
            switch (kind) {
              case FLEET ->
                  List.of(
                      ofLimit.meant(Goal.atLeast(0.6)),
                      beside("whole job / decode → keyBy → Kafka", laps, COPY)
                          .meant(Goal.atLeast(2)),
                      ofNaive(laps).meant(Goal.atLeast(4)),
                      ofNaiveWhole(laps).meant(Goal.atLeast(4)),
                      Figure.of(
                              "exactly once / at least once", "", laps.ratios(EXACTLY_ONCE, WHOLE))
                          .meant(Goal.atLeast(0.9)));
              case LIVELY -> List.of(ofLimit.meant(Goal.atLeast(0.4)));
              case ALL_NEW ->
                  List.of(
                      ofLimit,
                      ofNaive(laps).meant(Goal.atLeast(0.9)),
                      ofNaiveWhole(laps).meant(Goal.atLeast(0.9)));
            });
    figures.addAll(laps.figures("events"));
    return figures;
  }

  private static Figure ofNaive(Laps laps) {
    return beside("whole job / naive", laps, NAIVE);
  }

  private static Figure ofNaiveWhole(Laps laps) {
    return beside("whole job / whole job, naively", laps, NAIVE_WHOLE);
  }

  private static Figure beside(String name, Laps laps, String other) {
    return Figure.of(name, "", laps.ratios(WHOLE, other));
  }
}
