package io.holoward.backtest;

import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.replay.ReplayTopics;
import io.holoward.backtest.replay.TelemetrySource;
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
 * @param topics where what the input comes to is written as well
 * @param arguments the command that asked for it, for the record; empty where none did
 * @param labelling what the results are compared with
 */
public record BacktestPlan(
    Optional<TelemetrySource> learn,
    TelemetrySource input,
    Configuration configuration,
    int parallelism,
    Path out,
    Optional<ReplayTopics> topics,
    List<String> arguments,
    Labelling labelling) {

  public BacktestPlan {
    arguments = List.copyOf(arguments);
  }

  /** A plan without labels, whose results are files only. */
  public BacktestPlan(
      Optional<TelemetrySource> learn,
      TelemetrySource input,
      Configuration configuration,
      int parallelism,
      Path out,
      List<String> arguments) {
    this(
        learn, input, configuration, parallelism, out, Optional.empty(), arguments, Labelling.NONE);
  }
}
