package io.holoward.cli.command;

import io.holoward.cli.RunLog;
import io.holoward.cli.UserException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * The option that says where results go. Not marked as required: a command would ask for it even
 * when one of its subcommands is called.
 */
final class ResultOption {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results and the log go; created when absent.")
  private Path out;

  /** Asks for the option before anything is done. */
  void check() {
    if (out == null) {
      throw new UserException("Missing option: --out DIR says where the results go");
    }
  }

  /** The directory, now there; from here on the log goes there as well. */
  Path directory() {
    check();
    Path directory = WorkDirectory.at(out).path();
    RunLog.in(directory);
    return directory;
  }
}
