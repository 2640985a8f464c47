package io.holoward.benchmarks.kernel;

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
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.RunnerException;

/** JMH's figures of the kernel and of its peers, line after line, round after round. */
public final class KernelPart implements Part {

  private static final String GROWTH_FROM = "computed, 100 signatures with pairs, 10² records";
  private static final String GROWTH_TO = "computed, 100 signatures with pairs, 10⁶ records";
  private static final String OURS = "holo-entropy, computed, with explanation";
  private static final String CUTS = "random cut forest, score and attribution";
  private static final String ISOLATION = "isolation forest (Smile), score only";
  private static final String RECOMPUTED = "naive recomputation from all records";

  private static final List<KernelLine> LINES =
      List.of(
          KernelLine.remembered("remembered, 10² records", 100).meant(60).allocating(0),
          KernelLine.remembered("remembered, 10⁴ records", 10_000).meant(60).allocating(0),
          KernelLine.remembered("remembered, 10⁶ records", 1_000_000).meant(60).allocating(0),
          KernelLine.computed("computed, 100 signatures", 10_000)
              .with("pairs", "false")
              .meant(2_000),
          KernelLine.computed("computed, 1,000 signatures with pairs", 10_000)
              .with("distinct", "1000")
              .meant(20_000),
          KernelLine.computed(GROWTH_FROM, 100),
          KernelLine.computed("computed, 100 signatures with pairs, 10⁴ records", 10_000),
          KernelLine.computed(GROWTH_TO, 1_000_000),
          KernelLine.computed("the same, 12 columns, 10⁴ records", 10_000).with("width", "12"),
          KernelLine.computed("the same, 400 columns, 10⁴ records", 10_000).with("width", "400"),
          KernelLine.computed("the same, 60 columns, 2 states", 10_000).with("states", "2"),
          KernelLine.computed("the same, 60 columns, 4 states", 10_000).with("states", "4"),
          KernelLine.computed("the same, all columns scored", 10_000).with("columns", "FULL"),
          KernelLine.peer(OURS, "holoEntropy"),
          KernelLine.peer(RECOMPUTED, "recomputed"),
          KernelLine.peer(CUTS, "randomCutForest"),
          KernelLine.peer(ISOLATION, "isolationForest"));

  @Override
  public String name() {
    return "kernel";
  }

  @Override
  public String title() {
    return "nanoseconds and bytes an alarm";
  }

  @Override
  public double expectedMinutes(Effort effort) {
    return effort.choose(1.5, 2.5 * effort.rounds());
  }

  @Override
  public void run(Bench bench) throws RunnerException {
    Map<KernelLine, List<KernelResult>> results = new LinkedHashMap<>();
    int rounds = bench.effort().rounds();
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < LINES.size(); i++) {
        KernelLine line = LINES.get(i);
        bench
            .screen()
            .step(
                "round %d of %d: %s".formatted(round, rounds, line.name()),
                (round - 1 + i / (double) LINES.size()) / rounds);
        results
            .computeIfAbsent(line, any -> new ArrayList<>())
            .add(KernelResult.measure(line, bench.effort()));
      }
    }
    bench.found(kernel(results));
    bench.found(peers(results));
  }

  private Section kernel(Map<KernelLine, List<KernelResult>> results) {
    List<Figure> figures = new ArrayList<>();
    results.forEach(
        (line, measured) -> {
          if (!line.isPeer()) {
            figures.add(line.time(nanos(measured)));
          }
        });
    figures.add(
        Figure.of(
                "computed, 10⁶ records / 10² records",
                "",
                ratios(nanos(results, GROWTH_TO), nanos(results, GROWTH_FROM)))
            .meant(Goal.atMost(1.1)));
    results.forEach(
        (line, measured) -> {
          if (!line.isPeer()) {
            figures.add(line.allocation(measured.stream().map(KernelResult::bytes).toList()));
          }
        });
    return new Section(
        name(),
        title(),
        List.of(
            "By JMH, a fork a round; of the averages of its iterations the median. Unless it says otherwise: one state, 60 columns, 100 distinct signatures of two to six of them, augmented statistics, mean + 3σ, TRUE columns scored, 10⁴ records, pairs."),
        figures);
  }

  private Section peers(Map<KernelLine, List<KernelResult>> results) {
    List<Double> ours = nanos(results, OURS);
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of("random cut forest / holo-entropy", "", ratios(nanos(results, CUTS), ours))
            .meant(Goal.atLeast(100)));
    figures.add(
        Figure.of("isolation forest / holo-entropy", "", ratios(nanos(results, ISOLATION), ours)));
    figures.add(
        Figure.of(
            "naive recomputation / holo-entropy", "", ratios(nanos(results, RECOMPUTED), ours)));
    results.forEach(
        (line, measured) -> {
          if (line.isPeer()) {
            figures.add(line.time(nanos(measured)));
          }
        });
    return new Section(
        name(),
        "one new record, scored by several detectors",
        List.of(
            "All have learned the same 1,000 records of 60 columns (100 distinct signatures); random cut forest 4.4.0 and isolation forest with 100 trees."),
        figures);
  }

  private static List<Double> nanos(Map<KernelLine, List<KernelResult>> results, String name) {
    return results.entrySet().stream()
        .filter(result -> result.getKey().name().equals(name))
        .findFirst()
        .map(result -> nanos(result.getValue()))
        .orElseThrow();
  }

  private static List<Double> nanos(List<KernelResult> measured) {
    return measured.stream().map(KernelResult::nanos).toList();
  }

  private static List<Double> ratios(List<Double> these, List<Double> those) {
    return IntStream.range(0, these.size()).mapToObj(i -> these.get(i) / those.get(i)).toList();
  }
}
