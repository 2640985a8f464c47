package io.holoward.cli.command;

import io.holoward.cli.UserException;
import io.holoward.cli.candidates.CandidateStudy;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.catalogue.Candidate;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward candidates}: which processes are worth modelling. */
@Command(
    name = "candidates",
    description = {
      "Suggest from telemetry which processes are worth modelling.",
      "Ranks them by the share of hosts that run them, the number of things they do on the network,"
          + " and whether attacks are known to use them. Name what you choose in catalogue.models."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class CandidatesCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.number("score"),
          Column.text("process"),
          Column.number("hosts"),
          Column.number("of all"),
          Column.number("behaviours"),
          Column.text("known use"));

  @Mixin private TelemetryOptions telemetry;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many processes to show.")
  private int top;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (top < 1) {
      throw new UserException("--top has to be 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<List<String>> rows =
        CandidateStudy.of(telemetry.inputs(), telemetry.format()).stream()
            .limit(top)
            .map(CandidatesCommand::row)
            .toList();
    if (rows.isEmpty()) {
      out.println("No process of this telemetry was seen on the network.");
      return 0;
    }
    Table.render(COLUMNS, rows, Terminal.standardOutput().columns()).forEach(out::println);
    return 0;
  }

  private static List<String> row(Candidate candidate) {
    return List.of(
        String.format(Locale.ROOT, "%.2f", candidate.score()),
        candidate.process().displayName(),
        Integer.toString(candidate.hosts()),
        String.format(Locale.ROOT, "%.0f %%", 100 * candidate.hostShare()),
        Integer.toString(candidate.behaviours()),
        candidate.technique() == null ? "-" : candidate.technique());
  }
}
