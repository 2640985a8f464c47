package io.holoward.cli.command;

import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.ConfigurationOptions;
import io.holoward.scoring.savepoint.Remark;
import io.holoward.scoring.savepoint.Remark.Weight;
import io.holoward.scoring.savepoint.SavepointCheck;
import io.holoward.scoring.savepoint.SavepointContent;
import io.holoward.scoring.savepoint.SeededSavepoint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code holoward savepoint}: what is in a savepoint, whether it fits, and how to begin with one.
 */
@Command(
    name = "savepoint",
    description = "Look into savepoints of the job, and make the first one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SavepointCommand {

  /** The exit code for a savepoint that the job would not start from. */
  static final int DOES_NOT_FIT = 3;

  private static final List<Column> CONTENT =
      List.of(
          Column.text("operator"),
          Column.number("parallelism"),
          Column.number("maximum"),
          Column.number("bytes"),
          Column.text("states"));
  private static final List<Column> REMARKS =
      List.of(
          Column.text(""), Column.text("operator"), Column.text("state"), Column.text("remark"));

  @Spec private CommandSpec spec;

  @Command(
      name = "show",
      description = "Show what each operator stored in a savepoint or retained checkpoint.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "PATH", description = "The directory that holds _metadata.")
          String path) {
    print(
        CONTENT,
        SavepointContent.of(path).stream()
            .map(
                operator ->
                    List.of(
                        operator.uid(),
                        count(operator.parallelism()),
                        count(operator.maxParallelism()),
                        count(operator.bytes()),
                        String.join(", ", operator.states().keySet())))
            .toList());
    return 0;
  }

  @Command(
      name = "check",
      description = {
        "Say whether the job of this release goes on from a savepoint or retained checkpoint, before",
        "the one that runs is stopped. Reads what describes the state, not the state.",
        "Exit code 0: it does; 3: it does not."
      },
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(paramLabel = "PATH", description = "The directory that holds _metadata.")
          String path,
      @Mixin ConfigurationOptions options)
      throws Exception {
    Configuration configuration = options.read();
    WorkDirectory work = WorkDirectory.temporary();
    List<Remark> remarks;
    try {
      remarks = SavepointCheck.of(path, configuration, work.path());
    } finally {
      work.delete();
    }
    if (!remarks.isEmpty()) {
      print(
          REMARKS,
          remarks.stream()
              .map(
                  remark ->
                      List.of(
                          remark.weight().name().toLowerCase(Locale.ROOT),
                          remark.operator(),
                          remark.state(),
                          remark.text()))
              .toList());
    }
    boolean fits = remarks.stream().noneMatch(remark -> remark.weight() == Weight.MISFIT);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        fits
            ? "The job of this release goes on from it."
            : "The job of this release does not start from it.");
    out.flush();
    return fits ? 0 : DOES_NOT_FIT;
  }

  @Command(
      name = "create",
      description = {
        "Make a savepoint of what was learned elsewhere, in a backtest or by another cluster:",
        "\"flink run -s PATH\" then protects from its first record on. Asks no broker anything."
      },
      mixinStandardHelpOptions = true)
  int create(
      @Option(
              names = "--from",
              paramLabel = "DIR",
              required = true,
              description = "The output directory of a backtest or of \"states export\".")
          Path from,
      @Option(
              names = "--out",
              paramLabel = "PATH",
              required = true,
              description = "The directory to make; it may be moved or copied afterwards.")
          Path savepoint,
      @Mixin ConfigurationOptions options)
      throws Exception {
    Configuration configuration = options.read();
    WorkDirectory work = WorkDirectory.temporary();
    try {
      SeededSavepoint.write(from, configuration, savepoint, work.path());
    } finally {
      work.delete();
    }
    spec.commandLine().getOut().printf("Start the job from it: flink run -s %s …%n", savepoint);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void print(List<Column> columns, List<List<String>> rows) {
    PrintWriter out = spec.commandLine().getOut();
    Table.render(columns, rows, Terminal.standardOutput().columns()).forEach(out::println);
    out.flush();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
