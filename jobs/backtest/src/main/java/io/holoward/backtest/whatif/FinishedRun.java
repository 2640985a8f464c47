package io.holoward.backtest.whatif;

import io.holoward.backtest.ResultFiles;
import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.input.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A finished backtest, as its directory of results tells.
 *
 * @param name what a person knows it by
 * @param alarms its scored alarms, a JSON object a line
 * @param assessments what was said of each connection, a JSON object a line; may be absent
 * @param configuration by which it ran
 */
public record FinishedRun(String name, Path alarms, Path assessments, Configuration configuration) {

  /**
   * Opens a directory of results.
   *
   * @throws InputException if it is none, or was left by a backtest that did not end
   */
  public static FinishedRun open(String name, Path directory) {
    Path alarms = directory.resolve(ResultFiles.SCORED_ALARMS);
    Path configuration = directory.resolve(ResultFiles.CONFIGURATION);
    List<Path> absent =
        Stream.of(alarms, configuration).filter(file -> !Files.isRegularFile(file)).toList();
    if (!absent.isEmpty()) {
      throw new InputException(
          "%s is not there; expected the --out directory of a backtest that has ended"
              .formatted(absent.get(0)));
    }
    return new FinishedRun(
        name,
        alarms,
        directory.resolve(AssessmentFiles.ASSESSMENTS),
        Configuration.read(configuration, List.of()));
  }
}
