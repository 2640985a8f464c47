package io.holoward.backtest.whatif;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.EarlierResults;
import io.holoward.backtest.ResultFiles;
import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.detection.configuration.Configuration;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Carries a sweep out: replays one recording by the configuration of each of its runs. */
public final class SweepReplay {

  /** One JSON object: what each run gave. */
  public static final String SWEEP = "sweep.json";

  /** The directory that holds a directory for each run, numbered from {@code 01}. */
  public static final String RUNS = "runs";

  /** What a single backtest leaves, and nobody looks up in many of them. */
  private static final List<String> LARGE =
      List.of(
          ResultFiles.INTENDED_STATES,
          ResultFiles.ADDRESS_HISTORY,
          ResultFiles.POPULATIONS,
          ResultFiles.ANNOTATED_FLOWS,
          ResultFiles.RESPONSES,
          ResultFiles.PORT_EXCEPTIONS,
          ResultFiles.DEAD_LETTERS,
          ResultFiles.PROGRESS,
          AssessmentFiles.ASSESSMENTS);

  private static final ObjectMapper JSON = new ObjectMapper();

  private SweepReplay() {}

  /**
   * Runs a sweep. The result is written after each run, so that what has ended is not lost.
   *
   * @param plan what to replay; its configuration is the base of the sweep
   * @param keepAll whether each run keeps all its files, not only its figures and alarms
   */
  public static SweepResult run(
      Sweep sweep, BacktestPlan plan, boolean keepAll, BacktestProgress progress) throws Exception {
    List<Configuration> configurations =
        sweep.runs().stream().map(Sweep.Run::configuration).toList();
    List<SweepResult.SweptRun> ended = new ArrayList<>();
    removeEarlier(plan.out());
    try (Replays replays = Replays.open(plan, configurations, progress)) {
      for (Sweep.Run run : sweep.runs()) {
        Path out = plan.out().resolve(RUNS).resolve("%02d".formatted(ended.size() + 1));
        replays.run(run.configuration(), out);
        noteSettings(out.resolve(ResultFiles.RUN).toFile(), run.settings());
        if (!keepAll) {
          removeLargeFiles(out);
        }
        ended.add(SweepResult.SweptRun.of(run.settings(), RunFigures.read(out)));
        SweepResult.of(sweep.parameters(), ended).write(plan.out().resolve(SWEEP));
      }
    }
    return SweepResult.of(sweep.parameters(), ended);
  }

  /** An earlier sweep may have had more runs. */
  private static void removeEarlier(Path directory) throws IOException {
    EarlierResults.remove(directory);
    Path runs = directory.resolve(RUNS);
    if (Files.isDirectory(runs)) {
      try (DirectoryStream<Path> earlier = Files.newDirectoryStream(runs, "[0-9][0-9]*")) {
        for (Path run : earlier) {
          EarlierResults.remove(run);
        }
      }
    }
  }

  private static void noteSettings(File runRecord, Map<String, String> settings)
      throws IOException {
    ObjectNode record = (ObjectNode) JSON.readTree(runRecord);
    record.set("settings", JSON.valueToTree(SweepResult.typed(settings)));
    ObjectWriter writer = JSON.writerWithDefaultPrettyPrinter();
    writer.writeValue(runRecord, record);
  }

  private static void removeLargeFiles(Path directory) throws IOException {
    for (String name : LARGE) {
      Files.deleteIfExists(directory.resolve(name));
    }
  }
}
