package io.holoward.cli.command;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.replay.ReplayTopics;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.terminal.ProgressLine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.ConfigurationOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holoward backtest}: recorded telemetry through the same topology, in event time. */
@Command(
    name = "backtest",
    description = {
      "Replay recorded telemetry through the job, in event-time order.",
      "Writes scored-alarms.jsonl, annotated-flows.jsonl, responses.jsonl, port-exceptions.jsonl,",
      "intended-states.json, populations.json, address-history.json, progress.jsonl,",
      "dead-letters.jsonl, summary.json, how it was made (run.json, configuration.yaml), and all of",
      "it as one page: report.html."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class BacktestCommand implements Callable<Integer> {
  private final Engine engine;

  @Mixin private InputOptions input;

  @Mixin private ResultOption result;

  @Mixin private LabelOptions labels;

  @Mixin private KafkaOutputOptions topics;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  public BacktestCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws Exception {
    result.check();
    Configuration configuration = options.read(input.sealing());
    TelemetrySource scored = input.input(configuration);
    Labelling labelling = labels.read(input.learns());
    Optional<ReplayTopics> written = topics.topics(configuration);
    written.ifPresent(KafkaOutputOptions::create);
    Path directory = result.directory();
    BacktestPlan plan =
        new BacktestPlan(
            input.learn(configuration),
            scored,
            configuration,
            Runtime.getRuntime().availableProcessors(),
            directory,
            written,
            spec.commandLine().getParseResult().originalArgs(),
            labelling);
    try (ProgressLine progress = new ProgressLine(Terminal.standardError())) {
      engine.backtest(plan, progress::update);
    }
    BacktestReport.print(directory, spec.commandLine().getOut());
    EvaluationReport.print(directory, spec.commandLine().getOut());
    ReportCommand.write(directory, spec.commandLine().getOut());
    written.ifPresent(
        run ->
            spec.commandLine()
                .getOut()
                .printf(
                    "They were written to topics as well, with the header run-id %s.%n",
                    run.runId()));
    return 0;
  }
}
