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
 * The path of flows, which writes every flow out again, beside the limit of the source, the limit
 * of any keyed job, and a job with one RocksDB access a flow, in turn.
 */
public final class FlowPart implements Part {

  static final String COPY = "decode → keyBy → Kafka";
  static final String NAIVE = "RocksDB a flow";

  private static final String DISCARD = "bytes → discard";
  private static final String WHOLE = "whole job";
  private static final String UNWRITTEN = "whole job, annotated flows discarded";
  private static final int PARALLELISM = 2;
  private static final int MOST_TIMES = 10;
  private static final int MOST_TIMES_QUICK = 2;
  private static final List<String> REPEATED = List.of(DISCARD, COPY, NAIVE);

  @Override
  public String name() {
    return "flows";
  }

  @Override
  public String title() {
    return "flows a second of the path that writes every flow out again";
  }

  @Override
  public double expectedMinutes(Effort effort) {
    return JobMinutes.of(effort, 5);
  }

  @Override
  public void run(Bench bench) throws Exception {
    Effort effort = bench.effort();
    double share = 1.0 / (effort.rounds() + 2);
    bench.screen().step("starting broker and registry", 0);
    try (MeasuredPlatform platform = MeasuredPlatform.start(bench.directory())) {
      Workload probe = platform.fill("probe", FlowPlan.of(effort.choose(200_000L, 800_000L)));
      Watched uncounted = new Watched("flows", bench.screen(), 0, share);
      Rounds probing = Rounds.of(probe.track(PARALLELISM), jobs(probe.configuration()));
      probing.once(0, uncounted);
      Map<String, Lap> warm = probing.once(0, uncounted);
      Calibration calibration = new Calibration(effort.seconds());
      bench.screen().step("filling a topic of flows", share);
      Sizing sizing =
          new Sizing(
              platform, calibration, 1, (topic, flows) -> platform.fill(topic, FlowPlan.of(flows)));
      Workload workload =
          sizing.fill(
              1e3 * warm.get(WHOLE).thousandEventsPerSecond(),
              2 * probe.bytes() / probe.events(),
              topic -> jobs(topic.configuration()).get(WHOLE),
              PARALLELISM);
      bench.screen().say("%s", workload.words());
      Map<String, Entrant> entrants = new LinkedHashMap<>();
      jobs(workload.configuration())
          .forEach(
              (name, job) -> {
                double rate = 1e3 * warm.get(name).thousandEventsPerSecond();
                int most = effort.choose(MOST_TIMES_QUICK, MOST_TIMES);
                int times =
                    REPEATED.contains(name) ? calibration.times(rate, workload.events(), most) : 1;
                entrants.put(name, new Entrant(workload.track(PARALLELISM), job, times));
              });
      Laps laps =
          new Rounds(entrants)
              .run(effort.rounds(), new Watched("flows", bench.screen(), 2 * share, share));
      bench.found(
          new Section(
              name(),
              title(),
              List.of(
                  workload.words() + ".",
                  "Parallelism %d, 4 partitions, RocksDB, a checkpoint every 10 s, broker and registry on the same machine."
                      .formatted(PARALLELISM)),
              figures(laps)));
    }
  }

  /** All of them, in the order they are run in. */
  static Map<String, MeasuredJob> jobs(Configuration configuration) {
    String topic = configuration.sources().flows().topic();
    KeyedDecoding decoding = KeyedDecoding.ofFlows(configuration);
    Map<String, MeasuredJob> jobs = new LinkedHashMap<>();
    jobs.put(DISCARD, new DiscardingJob(topic));
    jobs.put(WHOLE, new WholeJob(true, List.of()));
    jobs.put(UNWRITTEN, new WholeJob(false, List.of()));
    jobs.put(COPY, new CopyJob(topic, decoding));
    jobs.put(NAIVE, new NaiveJob(topic, decoding, new StoredGroup(configuration)));
    return jobs;
  }

  private static List<Figure> figures(Laps laps) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of("flow path / decode → keyBy → Kafka", "", laps.ratios(WHOLE, COPY))
            .meant(Goal.atLeast(0.6)));
    figures.add(
        Figure.of("flow path / RocksDB a flow", "", laps.ratios(WHOLE, NAIVE))
            .meant(Goal.atLeast(2.5)));
    figures.add(Figure.of("flow path / bytes → discard", "", laps.ratios(WHOLE, DISCARD)));
    figures.addAll(laps.figures("flows"));
    return figures;
  }
}
