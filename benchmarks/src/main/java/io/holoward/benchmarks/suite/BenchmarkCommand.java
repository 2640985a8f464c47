package io.holoward.benchmarks.suite;

import io.holoward.benchmarks.kernel.KernelPart;
import io.holoward.benchmarks.latency.LatencyPart;
import io.holoward.benchmarks.pipeline.FlowPart;
import io.holoward.benchmarks.pipeline.PipelinePart;
import io.holoward.benchmarks.replay.BacktestPart;
import io.holoward.benchmarks.scale.ScalePart;
import io.holoward.cli.Holoward;
import io.holoward.cli.RunLog;
import io.holoward.cli.UserException;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code holoward benchmark}: exit code 0 when all parts came to their end, whatever they found; 1
 * when one did not; 2 for a mistake of the user.
 */
@Command(
    name = "holoward benchmark",
    description = {
      "Measure how fast it all is on this machine, and write a table and a plot.",
      "Every figure is the median of several runs, or of the ratios within them. Nothing else should"
          + " run meanwhile."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    footer =
        "The full run takes hours, the quick one about a quarter of an hour; how long it may take is"
            + " told before it starts. Results of other parts that are in DIR stay there.")
public final class BenchmarkCommand implements Callable<Integer> {

  private static final String CHECKOUT = "holoward.checkout";
  private static final int INCOMPLETE = 1;

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("part"),
          Column.text("compared"),
          Column.text("figure"),
          Column.number("median"),
          Column.number("min–max"),
          Column.number("goal"),
          Column.text("verdict"));

  private static final List<Column> TWICE =
      List.of(
          Column.text("part"),
          Column.text("compared"),
          Column.text("figure"),
          Column.number("first"),
          Column.number("min–max"),
          Column.number("again"),
          Column.number("min–max"),
          Column.text("verdict"));

  private final List<Part> parts;

  @Option(
      names = "--quick",
      description = "Two short runs of everything: to see that all works, and roughly how fast.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Counted runs of everything, instead of 5 (quick: 2).")
  private Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long a run of a job is to take, instead of 60 (quick: 5).")
  private Integer seconds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "benchmark-results",
      description = "Where results.md, results.json and results.svg go.")
  private Path out;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "The parts to run, joined by commas: ${COMPLETION-CANDIDATES}.",
      completionCandidates = PartNames.class)
  private List<String> only = List.of();

  @Option(
      names = "--against",
      paramLabel = "DIR",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "A directory of earlier results: tells whether those in --out lie within their spread, and"
              + " writes repeated.md beside them.")
  private Path against;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** The names of all parts. */
  static final class PartNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    PartNames() {
      super(all().stream().map(Part::name).toList());
    }
  }

  /** Runs all parts there are. */
  BenchmarkCommand() {
    this(all());
  }

  BenchmarkCommand(List<Part> parts) {
    this.parts = parts;
  }

  private static List<Part> all() {
    return List.of(
        new PipelinePart(),
        new KernelPart(),
        new FlowPart(),
        new LatencyPart(),
        new ScalePart(),
        new BacktestPart());
  }

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(Holoward.prepared(new CommandLine(new BenchmarkCommand())).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    List<Part> chosen = chosen();
    Effort effort = effort();
    Optional<Results> first = first();
    createDirectory();
    RunLog.in(out);
    ResultFiles files = new ResultFiles(out, "--out");
    SuiteRun run =
        new SuiteRun(
            Machine.current(Path.of(System.getProperty(CHECKOUT, "."))),
            effort,
            parts.stream().map(Part::name).toList(),
            files);
    Path directory = Files.createTempDirectory("holoward-benchmark-");
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> FileUtils.deleteDirectoryQuietly(directory.toFile())));
    List<Double> minutes = chosen.stream().map(part -> part.expectedMinutes(effort)).toList();
    announce(chosen, minutes, effort);
    try (Screen screen = new Screen(Terminal.standardOutput(), minutes, System::nanoTime)) {
      chosen.forEach(part -> run.run(part, directory, screen));
    } finally {
      FileUtils.deleteDirectoryQuietly(directory.toFile());
    }
    tell(run.found(), files);
    first.ifPresent(results -> compare(new Repetition(results, files.read()), files));
    return run.isComplete() ? 0 : INCOMPLETE;
  }

  private Effort effort() {
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    if (rounds != null) {
      effort = effort.withRounds(atLeastOne("--rounds", rounds));
    }
    if (seconds != null) {
      effort = effort.withSeconds(atLeastOne("--seconds", seconds));
    }
    return effort;
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new UserException("%s must be at least 1, not %d".formatted(option, value));
    }
    return value;
  }

  private void announce(List<Part> chosen, List<Double> minutes, Effort effort) {
    PrintWriter writer = spec.commandLine().getOut();
    String each =
        IntStream.range(0, chosen.size())
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT, "%s %.0f", chosen.get(i).name(), Math.ceil(minutes.get(i))))
            .collect(Collectors.joining(", "));
    writer.printf(
        Locale.ROOT,
        "%d rounds of %d s will take about %.0f min on two idle cores: %s.%n",
        effort.rounds(),
        effort.seconds(),
        Math.ceil(minutes.stream().mapToDouble(Double::doubleValue).sum()),
        each);
    writer.flush();
  }

  private List<Part> chosen() {
    List<String> names = parts.stream().map(Part::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new UserException(
            "There is no part \"%s\" of the benchmark; there are %s"
                .formatted(name, String.join(", ", names)));
      }
    }
    return parts.stream().filter(part -> only.isEmpty() || only.contains(part.name())).toList();
  }

  /** Read before anything runs: hours later is too late to say that there is nothing. */
  private Optional<Results> first() {
    if (against == null) {
      return Optional.empty();
    }
    ResultFiles files = new ResultFiles(against, "--against");
    if (!files.exist()) {
      throw new UserException(
          "There are no results in %s: --against takes a directory that --out has written"
              .formatted(against));
    }
    return Optional.of(files.read());
  }

  private void createDirectory() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UserException(
          "The directory %s cannot be created: %s".formatted(out, e.getMessage()), e);
    }
  }

  private void tell(Results results, ResultFiles files) {
    List<List<String>> rows = new ArrayList<>();
    for (Section section : results.sections()) {
      for (Figure figure : section.figures()) {
        if (figure.goal().isPresent()) {
          List<String> row = new ArrayList<>(List.of(section.part(), section.title()));
          row.addAll(Markdown.cells(figure));
          rows.add(row);
        }
      }
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.println();
    Table.render(COLUMNS, rows, Terminal.standardOutput().columns()).forEach(writer::println);
    writer.printf(
        Locale.ROOT,
        "%n%d of %d goals reached. All figures are in %s, with the plot beside it.%n",
        results.reached(),
        rows.size(),
        files.page());
    writer.flush();
  }

  private void compare(Repetition repetition, ResultFiles files) {
    files.write(repetition);
    List<List<String>> rows = repetition.figures().stream().map(Repetition.Twice::cells).toList();
    PrintWriter writer = spec.commandLine().getOut();
    writer.println();
    Table.render(TWICE, rows, Terminal.standardOutput().columns()).forEach(writer::println);
    writer.printf(
        Locale.ROOT, "%n%s The table is in %s.%n", repetition.summary(), files.repetition());
    writer.flush();
  }
}
