package io.holoward.cli.command;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.cli.RunLog;
import io.holoward.cli.UserException;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.terminal.ProgressLine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.ConfigurationOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward backtest}: recorded telemetry through the same topology, in event time. */
@Command(
    name = "backtest",
    description = {
      "Replay recorded telemetry through the job, in event-time order.",
      "Writes scored-alarms.jsonl, annotated-flows.jsonl, responses.jsonl, port-exceptions.jsonl,",
      "intended-states.json, progress.jsonl, dead-letters.jsonl, summary.json, and how it was made:",
      "run.json and configuration.yaml."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class BacktestCommand implements Callable<Integer> {
  private final Engine engine;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      arity = "1..*",
      required = true,
      description = "Files and folders to score, gzipped or not; - is the standard input.")
  private List<Path> inputs;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Format of the telemetry; auto looks at the content.")
  private String format;

  @Option(
      names = "--learn",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Learn from these first, in a pass of its own that seals every process with enough"
              + " records at its end.")
  private List<Path> learn;

  @Option(
      names = "--learn-until",
      paramLabel = "TIME",
      description = "Seal what was learned at this event time (ISO-8601; UTC without an offset).")
  private String learnUntil;

  @Option(
      names = "--process-table",
      paramLabel = "FILE",
      description =
          "The processes that patent-connections and patent-alarms refer to by id:"
              + " id|organisation|host|image|command line|user, one a line.")
  private Path processTable;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the results and the log go; created when absent.")
  private Path out;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  public BacktestCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = options.read(sealing());
    Path directory = WorkDirectory.at(out).path();
    RunLog.in(directory);
    BacktestPlan plan =
        new BacktestPlan(
            Optional.ofNullable(learn).map(paths -> telemetry(paths, configuration)),
            telemetry(inputs, configuration),
            configuration,
            Runtime.getRuntime().availableProcessors(),
            directory,
            spec.commandLine().getParseResult().originalArgs());
    try (ProgressLine progress = new ProgressLine(Terminal.standardError())) {
      engine.backtest(plan, progress::update);
    }
    BacktestReport.print(directory, spec.commandLine().getOut());
    return 0;
  }

  /** From the time on that ends the learning, a process that is not known is news. */
  private String[] sealing() {
    if (learnUntil == null) {
      return new String[0];
    }
    Instant until = parseTime(learnUntil);
    return new String[] {"promotion.seal-at=" + until, "population.ready-at=" + until};
  }

  private RecordedTelemetry telemetry(List<Path> paths, Configuration configuration) {
    return new RecordedTelemetry(paths, format, configuration.organisation(), processTable);
  }

  static Instant parseTime(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException noOffset) {
      return parseUtc(text);
    }
  }

  private static Instant parseUtc(String text) {
    try {
      return text.length() == "2020-09-22".length()
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text + "Z");
    } catch (DateTimeParseException e) {
      throw new UserException(
          "--learn-until "
              + text
              + " is not a time; expected 2020-09-22, 2020-09-22T14:00:00 or 2020-09-22T14:00:00Z",
          e);
    }
  }
}
