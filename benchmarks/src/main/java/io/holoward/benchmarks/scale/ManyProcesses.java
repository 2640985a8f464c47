package io.holoward.benchmarks.scale;

import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import io.holoward.benchmarks.pipeline.Workload;
import io.holoward.benchmarks.suite.Bench;
import io.holoward.benchmarks.suite.Effort;
import io.holoward.benchmarks.suite.Figure;
import io.holoward.benchmarks.suite.Goal;
import io.holoward.benchmarks.suite.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Throughput and state by the number of processes: at each size a job learns all processes, which
 * is not timed, and from what it has learned then begins again and again to read the same work.
 */
final class ManyProcesses {

  private static final List<Integer> QUICK = List.of(1_000, 10_000, 100_000);
  private static final List<Integer> FULL = List.of(1_000, 10_000, 100_000, 1_000_000);

  /** Windows of what is measured. */
  private static final int WINDOWS_QUICK = 5;

  private static final int WINDOWS = 30;
  private static final int MEBI = 1 << 20;

  private final String part;
  private final Bench bench;
  private final List<Integer> sizes;
  private final int windows;

  ManyProcesses(String part, Bench bench) {
    this(
        part,
        bench,
        bench.effort().choose(QUICK, FULL),
        bench.effort().choose(WINDOWS_QUICK, WINDOWS));
  }

  private ManyProcesses(String part, Bench bench, List<Integer> sizes, int windows) {
    this.part = part;
    this.bench = bench;
    this.sizes = sizes;
    this.windows = windows;
  }

  /** How long it takes, roughly. */
  static double expectedMinutes(Effort effort) {
    return effort.choose(3 + 1.5 * effort.rounds(), 45 + 4.0 * effort.rounds());
  }

  Section measure() throws Exception {
    try (MeasuredPlatform platform = MeasuredPlatform.start(bench.directory())) {
      Map<Integer, LearnedState> learned = new TreeMap<>();
      Map<Integer, Workload> measured = new TreeMap<>();
      List<Figure> states = new ArrayList<>();
      for (int size : sizes) {
        bench.screen().step("learning %,d processes".formatted(size), 0.02 + 0.08 * learned.size());
        learned.put(size, learn(platform, size, states));
        measured.put(size, platform.fill(topic(size), new Sized(size).measured(windows)));
      }
      return section(states, rounds(learned, measured), measured.get(sizes.get(0)));
    }
  }

  private static String topic(int size) {
    return "processes-" + size;
  }

  /** With what a number of processes is learned from. */
  static Workload fill(MeasuredPlatform platform, String topic, Sized size) {
    return platform.fill(topic, size.learning()).and(platform.fill(topic, size.settling()));
  }

  private LearnedState learn(MeasuredPlatform platform, int size, List<Figure> figures)
      throws Exception {
    Workload workload = fill(platform, topic(size), new Sized(size));
    String topic = "intended-states-" + size;
    platform.createTopic(topic);
    List<String> settings = new ArrayList<>(Sized.settings());
    settings.add("sinks.intended-states.topic=" + topic);
    Path directory = bench.directory().resolve("state-" + size);
    LearnedState state = LearnedState.of(workload, directory, settings);
    long[] bytes = SealedProcesses.bytes(state.configuration());
    String name = name(size);
    figures.add(Figure.once(name + "sealed", "", bytes.length));
    figures.add(Figure.once(name + "a sealed process, median", "B", percentile(bytes, 0.5)));
    figures.add(Figure.once(name + "a sealed process, p99", "B", percentile(bytes, 0.99)));
    figures.add(Figure.once(name + "state", "MiB", state.stateBytes() / MEBI));
    bench.screen().say("%s%,d are sealed", name, bytes.length);
    return state;
  }

  private Map<Integer, List<LearnedState.Continued>> rounds(
      Map<Integer, LearnedState> learned, Map<Integer, Workload> measured) throws Exception {
    int rounds = bench.effort().rounds();
    Map<Integer, List<LearnedState.Continued>> counted = new TreeMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (int size : sizes) {
        bench
            .screen()
            .step(
                "round %d: %,d processes".formatted(round, size), 0.3 + 0.3 * round / (rounds + 1));
        LearnedState.Continued continued =
            learned.get(size).continueWith(measured.get(size).events());
        bench
            .screen()
            .say(
                "round %d: %,d processes, %.1f k/s",
                round, size, continued.thousandEventsPerSecond());
        if (round > 0) {
          counted.computeIfAbsent(size, any -> new ArrayList<>()).add(continued);
        }
      }
    }
    return counted;
  }

  private Section section(
      List<Figure> states, Map<Integer, List<LearnedState.Continued>> counted, Workload workload) {
    Map<Integer, List<Double>> rates = new TreeMap<>();
    counted.forEach(
        (size, runs) ->
            rates.put(
                size, runs.stream().map(LearnedState.Continued::thousandEventsPerSecond).toList()));
    int smallest = sizes.get(0);
    int largest = sizes.get(sizes.size() - 1);
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of(
                "cost an event, %,d processes / %,d".formatted(largest, smallest),
                "",
                Ratios.of(rates.get(smallest), rates.get(largest)))
            .meant(Goal.atMost(1.3)));
    rates.forEach(
        (size, samples) ->
            figures.add(Figure.of("%,d processes".formatted(size), "k events/s", samples)));
    figures.addAll(states);
    counted.forEach((size, runs) -> figures.addAll(begunAgain(name(size), runs)));
    return new Section(
        part,
        "number of processes",
        List.of(
            "Each size has learned all of its processes before, from at least %d connections each, by %d instances a process, and closed their windows; what is measured follows, read by a job that begins with that state: %s. In each window of 5 min %,d instances make %d connections each, in the next one others, until all have had their turn: the same work at each size, but what is found in memory where there are few is read from RocksDB where there are many."
                .formatted(
                    Sized.LEARNED_FROM,
                    Sized.INSTANCES_A_PROCESS,
                    workload.words(),
                    Sized.ACTIVE_INSTANCES,
                    Sized.CONNECTIONS),
            "Models are sealed from 3 records on, so that every size has them; rhythms are remembered for a day, so that none is forgotten meanwhile. State was looked at once, after what was learned from; checkpoints are those of what is measured, at full load, from end to end (medians of each run); a restore is on the same disk. Bytes a sealed process are those of its latest record on the topic of intended states."),
        figures);
  }

  private static List<Figure> begunAgain(String name, List<LearnedState.Continued> runs) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of(
            name + "restore",
            "s",
            runs.stream().map(LearnedState.Continued::restoreSeconds).toList()));
    List<Double> checkpoints =
        runs.stream().flatMapToDouble(run -> run.checkpointSeconds().stream()).boxed().toList();
    if (!checkpoints.isEmpty()) {
      figures.add(Figure.of(name + "checkpoint", "s", checkpoints));
    }
    return figures;
  }

  private static String name(int size) {
    return "%,d processes: ".formatted(size);
  }

  private static double percentile(long[] ascending, double share) {
    return ascending.length == 0 ? 0 : ascending[(int) (share * (ascending.length - 1))];
  }
}
