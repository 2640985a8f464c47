package io.holoward.backtest;

import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.backtest.replay.Recording;
import io.holoward.backtest.replay.Replay;
import io.holoward.backtest.replay.ReplayOutput;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.Phase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Replays recorded telemetry through the topology of the live job and writes what it would have
 * found.
 *
 * <p>With telemetry to learn from there are two passes, each a job of its own: the first learns and
 * seals at its end every process with enough records ({@code promotion.floor}); the second starts
 * with these states and nothing else. Without it there is one pass by the configured rules.
 */
public final class Backtest {

  /** Nothing is promoted and nothing reported before the end of a learning pass. */
  private static final List<String> LEARNING =
      List.of(
          "promotion.seal-at-end=true",
          "promotion.min-age=3650 d",
          "states.expiry=3650 d",
          "population.ready-at=9999-01-01T00:00:00Z");

  private final BacktestPlan plan;
  private final BacktestProgress progress;

  private Backtest(BacktestPlan plan, BacktestProgress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Runs the plan.
   *
   * @return the summary that was also written to {@code summary.json}
   */
  public static BacktestSummary run(BacktestPlan plan, BacktestProgress progress) throws Exception {
    Files.createDirectories(plan.out());
    Path work = Files.createTempDirectory(plan.out(), ".work-");
    try {
      return new Backtest(plan, progress).run(work);
    } finally {
      deleteRecursively(work);
    }
  }

  private BacktestSummary run(Path work) throws Exception {
    long started = System.nanoTime();
    Configuration scoring = plan.configuration();
    Pass learned = null;
    if (plan.learn().isPresent()) {
      learned =
          pass("learning", plan.learn().get(), scoring.with(LEARNING), work.resolve("learning"));
      Path states = plan.out().resolve(ResultFiles.INTENDED_STATES);
      ResultFiles.intendedStates(learned.output(), states);
      scoring = scoring.with(List.of("states.seed=" + states.toAbsolutePath()));
    }
    Pass scored = pass("scoring", plan.input(), scoring, work.resolve("scoring"));
    ResultFiles.Alarms alarms =
        ResultFiles.scoredAlarms(scored.output(), plan.out().resolve(ResultFiles.SCORED_ALARMS));
    ReplayOutput output = scored.output();
    ResultFiles.lines(output.annotatedFlows(), plan.out().resolve(ResultFiles.ANNOTATED_FLOWS));
    ResultFiles.lines(output.responses(), plan.out().resolve(ResultFiles.RESPONSES));
    ResultFiles.lines(output.portExceptions(), plan.out().resolve(ResultFiles.PORT_EXCEPTIONS));
    ResultFiles.lines(output.deadLetters(), plan.out().resolve(ResultFiles.DEAD_LETTERS));
    if (learned == null) {
      ResultFiles.intendedStates(scored.output(), plan.out().resolve(ResultFiles.INTENDED_STATES));
    }
    BacktestSummary summary =
        BacktestSummary.of(
            scored,
            alarms,
            (System.nanoTime() - started) / 1e9,
            learned == null ? null : LearningSummary.of(learned, scored));
    summary.write(plan.out().resolve(ResultFiles.SUMMARY));
    return summary;
  }

  private Pass pass(
      String name, RecordedTelemetry telemetry, Configuration configuration, Path directory)
      throws Exception {
    Path recorded = Files.createDirectories(directory.resolve("recording"));
    Path results = Files.createDirectories(directory.resolve("results"));
    long started = System.nanoTime();
    Recording recording =
        Recording.prepare(
            telemetry,
            recorded,
            plan.parallelism(),
            Instant.now().plus(configuration.time().maxAhead()),
            read -> progress.report(name + ": reading", read, -1));
    Configuration rules = inTimeOf(recording, configuration);
    Map<String, Long> counts = Replay.run(name, recording, rules, results, progress);
    deleteRecursively(recorded);
    ReplayOutput output = new ReplayOutput(results, rules);
    return new Pass(
        recording, counts, ResultFiles.phases(output), output, (System.nanoTime() - started) / 1e9);
  }

  /**
   * The live job counts {@code population.ready-after} from its start; a recording starts with
   * itself.
   */
  private static Configuration inTimeOf(Recording recording, Configuration configuration) {
    boolean isDecided =
        configuration.population().readyAt() != null
            || configuration.states().seed() != null
            || configuration.promotion().sealAt() != null;
    if (isDecided || recording.earliest() > recording.latest()) {
      return configuration;
    }
    Instant ready =
        Instant.ofEpochMilli(recording.earliest()).plus(configuration.population().readyAfter());
    return configuration.with(List.of("population.ready-at=" + ready));
  }

  /** Flink clears its own files away in the background: what is gone already is no failure. */
  private static void deleteRecursively(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null && !(failure instanceof NoSuchFileException)) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * One finished pass.
   *
   * @param phases where each process stood at the end
   * @param seconds it took
   */
  record Pass(
      Recording recording,
      Map<String, Long> counts,
      Map<String, String> phases,
      ReplayOutput output,
      double seconds) {

    long processes() {
      return phases.size();
    }

    long protectedProcesses() {
      return phases.values().stream().filter(Phase.PROTECTED.name()::equals).count();
    }
  }
}
