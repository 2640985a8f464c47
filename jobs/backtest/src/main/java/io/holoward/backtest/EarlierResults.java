package io.holoward.backtest;

import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.backtest.report.Report;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.backtest.whatif.SweepReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an earlier run left in a directory that is used again: a file that the next run does not
 * write would be taken for its own.
 */
public final class EarlierResults {

  /** Not the intended states: those of one run may be what the next is seeded with. */
  private static final List<String> FILES =
      List.of(
          ResultFiles.RUN,
          ResultFiles.CONFIGURATION,
          ResultFiles.SUMMARY,
          ResultFiles.SCORED_ALARMS,
          ResultFiles.PROGRESS,
          ResultFiles.ANNOTATED_FLOWS,
          ResultFiles.RESPONSES,
          ResultFiles.PORT_EXCEPTIONS,
          ResultFiles.DEAD_LETTERS,
          AssessmentFiles.ASSESSMENTS,
          AssessmentFiles.EVALUATION,
          SweepReplay.SWEEP,
          Comparison.FILE,
          Report.FILE);

  private EarlierResults() {}

  /** Removes the files of a result from a directory, which may be absent. */
  public static void remove(Path directory) throws IOException {
    for (String name : FILES) {
      Files.deleteIfExists(directory.resolve(name));
    }
  }
}
