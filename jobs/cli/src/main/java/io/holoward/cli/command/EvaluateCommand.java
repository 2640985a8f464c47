package io.holoward.cli.command;

import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.backtest.study.StudyResult;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.terminal.ProgressLine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.ConfigurationOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holoward evaluate}: how well telemetry is judged by models that never saw it. */
@Command(
    name = "evaluate",
    description = {
      "Evaluate the detection on labelled telemetry, each file of which is a scenario.",
      "Learns from some scenarios and scores the others, every connection of them, whatever raises",
      "alarms. Writes study.json (the figures) and records.jsonl (every scored connection)."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
  private final Engine engine;

  @Mixin private TelemetryOptions telemetry;

  @Mixin private StudyOptions study;

  @Mixin private ResultOption result;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  public EvaluateCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws Exception {
    result.check();
    Configuration configuration = options.read();
    RecordedTelemetry input =
        new RecordedTelemetry(
            telemetry.inputs(), telemetry.format(), configuration.organisation(), null);
    Path directory = result.directory();
    StudyPlan plan = study.plan(input, configuration, directory);
    StudyResult evaluated;
    try (ProgressLine progress = new ProgressLine(Terminal.standardError())) {
      evaluated = engine.evaluate(plan, progress::update);
    }
    StudyReport.print(evaluated, directory, spec.commandLine().getOut());
    return 0;
  }
}
