package io.holoward.cli.command;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.backtest.whatif.ComparisonReplay.Candidate;
import io.holoward.backtest.whatif.FinishedRun;
import io.holoward.cli.UserException;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.terminal.ProgressLine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward backtest compare}: what another configuration finds that this one does not. */
@Command(
    name = "compare",
    description = {
      "Compare two configurations over one recording, or two finished backtests.",
      "Findings are matched by what they are about: host, process instance, signature, service and",
      "repeat slot. Writes comparison.json and report.html, and the results of each configuration to a and b."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  private final Engine engine;

  @Option(
      names = "--a",
      paramLabel = "PATH",
      required = true,
      description = "The first: a configuration (YAML), or the --out directory of a backtest.")
  private Path a;

  @Option(
      names = "--b",
      paramLabel = "PATH",
      required = true,
      description = "The second, of the same kind as the first.")
  private Path b;

  @Mixin private InputOptions input;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set one key in both configurations, over the files; may be repeated.")
  private List<String> overrides;

  @Mixin private LabelOptions labels;

  @Mixin private ResultOption result;

  @Spec private CommandSpec spec;

  public CompareCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws Exception {
    result.check();
    if (Files.isDirectory(a) != Files.isDirectory(b)) {
      throw new UserException(
          "--a and --b have to be of one kind: two configurations (YAML), or the --out directories"
              + " of two backtests");
    }
    Comparison comparison = Files.isDirectory(a) ? ofFinishedRuns() : ofConfigurations();
    ComparisonReport.print(comparison, result.directory(), spec.commandLine().getOut());
    ReportCommand.write(result.directory(), spec.commandLine().getOut());
    return 0;
  }

  private Comparison ofFinishedRuns() throws IOException {
    if (input.areGiven() || labels.areGiven() || overrides != null) {
      throw new UserException(
          "--a and --b are finished backtests: what to read, to learn from, to compare with and to"
              + " --set has no place there; name two configurations (YAML) to run them");
    }
    FinishedRun first = FinishedRun.open(a.toString(), a);
    FinishedRun second = FinishedRun.open(b.toString(), b);
    return Comparison.of(first, second, result.directory());
  }

  private Comparison ofConfigurations() throws Exception {
    Candidate first = candidate(a);
    Candidate second = candidate(b);
    TelemetrySource scored = input.input(first.configuration());
    Path directory = result.directory();
    BacktestPlan plan =
        new BacktestPlan(
            input.learn(first.configuration()),
            scored,
            first.configuration(),
            Runtime.getRuntime().availableProcessors(),
            directory,
            Optional.empty(),
            spec.commandLine().getParseResult().originalArgs(),
            labels.read(input.learns()));
    try (ProgressLine progress = new ProgressLine(Terminal.standardError())) {
      return engine.compare(first, second, plan, progress::update);
    }
  }

  private Candidate candidate(Path file) {
    List<String> set = new ArrayList<>(List.of(input.sealing()));
    set.addAll(overrides == null ? List.of() : overrides);
    return new Candidate(file.toString(), Configuration.read(file, set));
  }
}
