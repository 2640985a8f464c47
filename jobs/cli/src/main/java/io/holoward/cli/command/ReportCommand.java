package io.holoward.cli.command;

import io.holoward.backtest.report.Report;
import io.holoward.cli.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward backtest report}: the page of a result that is there already. */
@Command(
    name = "report",
    description = {
      "Write the HTML report of a finished backtest, sweep or comparison once more.",
      "One file that opens from disk and needs no network; these commands write it themselves."
    },
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      paramLabel = "DIR",
      required = true,
      description = "The --out directory of a backtest, a sweep or a comparison.")
  private Path from;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where to write it; report.html in that directory without it.")
  private Path to;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!Files.isDirectory(from)) {
      throw new UserException(
          "--from %s is no directory; name the --out directory of a backtest".formatted(from));
    }
    write(from, to == null ? from.resolve(Report.FILE) : to, spec.commandLine().getOut());
    return 0;
  }

  /** Writes the report of a result into its directory and says so. */
  static void write(Path directory, PrintWriter out) {
    write(directory, directory.resolve(Report.FILE), out);
  }

  private static void write(Path directory, Path file, PrintWriter out) {
    try {
      Report.write(directory, file);
    } catch (IOException e) {
      throw new UserException("The report %s cannot be written: %s".formatted(file, e), e);
    }
    out.printf("The report is %s; open it in a browser.%n", file);
  }
}
