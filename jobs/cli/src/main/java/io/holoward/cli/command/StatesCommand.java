package io.holoward.cli.command;

import io.holoward.cli.UserException;
import io.holoward.cli.states.LearnedProcess;
import io.holoward.cli.states.LearnedStates;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward states}: what was learned, as a table. */
@Command(
    name = "states",
    description = "Show the learned intended states of a backtest or of an export as a table.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class StatesCommand implements Callable<Integer> {
  private static final List<Column> PROCESSES =
      List.of(
          Column.text("process"),
          Column.text("phase"),
          Column.number("records"),
          Column.number("distinct"),
          Column.number("hosts"),
          Column.number("states"),
          Column.number("version"),
          Column.text("novelty"),
          Column.text("sealed at"));
  private static final List<Column> FEATURES =
      List.of(
          Column.number("state"),
          Column.text("feature"),
          Column.number("TRUE in"),
          Column.number("of"),
          Column.number("entropy"),
          Column.number("weight"));

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "The output directory of a backtest or of an export, or its intended-states.json.")
  private Path from;

  @Option(
      names = "--process",
      paramLabel = "TEXT",
      description =
          "Show the features of each intended state too, of the processes whose name holds this"
              + " text; \"\" is every process.")
  private String process;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (from == null) {
      throw new UserException("Missing option: --from DIR says whose states to show");
    }
    Path file = Files.isDirectory(from) ? from.resolve("intended-states.json") : from;
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          file + " is not there; --from takes the --out directory of a backtest");
    }
    List<LearnedProcess> processes = LearnedStates.read(file);
    PrintWriter out = spec.commandLine().getOut();
    int columns = Terminal.standardOutput().columns();
    Table.render(PROCESSES, processes.stream().map(StatesCommand::row).toList(), columns)
        .forEach(out::println);
    if (process != null) {
      List<LearnedProcess> chosen =
          processes.stream()
              .filter(learned -> lower(learned.processName()).contains(lower(process)))
              .toList();
      if (chosen.isEmpty()) {
        throw new UserException("No learned process has a name that holds \"" + process + "\"");
      }
      chosen.forEach(learned -> printFeatures(learned, out, columns));
    }
    return 0;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static List<String> row(LearnedProcess learned) {
    return List.of(
        learned.processName(),
        learned.phase(),
        count(learned.records()),
        count(learned.distinct()),
        count(learned.hosts()),
        count(learned.states().size()),
        count(learned.modelVersion()),
        novelty(learned),
        learned.sealedAt() == null ? "-" : learned.sealedAt());
  }

  private static String novelty(LearnedProcess learned) {
    if (learned.noveltyShare() == null) {
      return "-";
    }
    String share = String.format(Locale.ROOT, "%.0f %%", 100 * learned.noveltyShare());
    return learned.roaming() ? share + ", roams" : share;
  }

  private static void printFeatures(LearnedProcess learned, PrintWriter out, int columns) {
    List<List<String>> rows = learned.columns().map(StatesCommand::featureRow).toList();
    out.printf("%n%s%n", learned.processId());
    out.printf("speaks of: %s%n", String.join(", ", spokenOf(learned)));
    Table.render(FEATURES, rows, columns).forEach(out::println);
  }

  private static List<String> spokenOf(LearnedProcess learned) {
    return Stream.concat(Stream.of("Table 2"), learned.features().stream()).toList();
  }

  private static List<String> featureRow(LearnedProcess.StateColumn cell) {
    return List.of(
        count(cell.state()),
        cell.column().feature(),
        count(cell.column().trueCount()),
        count(cell.records()),
        String.format(Locale.ROOT, "%.4f", cell.column().entropy()),
        String.format(Locale.ROOT, "%.4f", cell.column().weight()));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
