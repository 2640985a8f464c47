package io.holoward.cli.command;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.backtest.whatif.Sweep;
import io.holoward.backtest.whatif.SweepParameter;
import io.holoward.backtest.whatif.SweepResult;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.terminal.ProgressLine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.ConfigurationOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward backtest sweep}: what each value of a key would have found. */
@Command(
    name = "sweep",
    description = {
      "Run a backtest for each value of one key, or each pair of values of two.",
      "The input is read once, and learned from once where no swept key decides what is learned.",
      "Writes sweep.json and report.html, and the figures and alarms of each run to runs/01, runs/02, …"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class SweepCommand implements Callable<Integer> {
  private final Engine engine;

  @Option(
      names = "--sweep",
      paramLabel = "KEY=VALUES",
      required = true,
      description =
          "A key with FROM:TO:STEP, both ends included, or with A,B,C; given twice, all pairs are"
              + " run. The end of a key will do where only one ends so: threshold.k=1.5:4:0.25.")
  private List<String> parameters;

  @Mixin private InputOptions input;

  @Option(
      names = "--keep",
      description = "Keep all result files of each run, not only its figures and alarms.")
  private boolean keep;

  @Mixin private LabelOptions labels;

  @Mixin private ResultOption result;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  public SweepCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws Exception {
    result.check();
    Configuration base = options.read(input.sealing());
    Sweep sweep = Sweep.of(parameters.stream().map(SweepParameter::parse).toList(), base);
    TelemetrySource scored = input.input(base);
    Path directory = result.directory();
    PrintWriter printed = spec.commandLine().getOut();
    for (SweepParameter parameter : sweep.parameters()) {
      printed.printf("%s: %s%n", parameter.key(), String.join(", ", parameter.values()));
    }
    printed.flush();
    BacktestPlan plan =
        new BacktestPlan(
            input.learn(base),
            scored,
            base,
            Runtime.getRuntime().availableProcessors(),
            directory,
            Optional.empty(),
            spec.commandLine().getParseResult().originalArgs(),
            labels.read(input.learns()));
    try (ProgressLine progress = new ProgressLine(Terminal.standardError())) {
      SweepResult swept = engine.sweep(sweep, plan, keep, progress::update);
      SweepReport.print(swept, directory, printed);
      ReportCommand.write(directory, printed);
    }
    return 0;
  }
}
