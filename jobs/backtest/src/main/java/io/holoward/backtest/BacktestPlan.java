package io.holoward.backtest;

import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to replay, and how.
 *
 * @param learn what to learn from in a pass of its own before the input is scored; empty for none
 * @param input what to score
 * @param configuration the rules of both passes
 * @param parallelism subtasks of each operator
 * @param out the directory for the results; made if absent
 * @param arguments the command that asked for it, for the record; empty where none did
 */
public record BacktestPlan(
    Optional<RecordedTelemetry> learn,
    RecordedTelemetry input,
    Configuration configuration,
    int parallelism,
    Path out,
    List<String> arguments) {

  public BacktestPlan {
    arguments = List.copyOf(arguments);
  }
}
