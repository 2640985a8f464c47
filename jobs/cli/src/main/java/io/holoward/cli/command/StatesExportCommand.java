package io.holoward.cli.command;

import io.holoward.cli.states.StatesExport;
import io.holoward.scoring.job.ConfigurationOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward states export}: what a running job has learned, as files. */
@Command(
    name = "export",
    description = {
      "Write what a job has learned, as its compacted topics tell it, into files: the sealed intended",
      "states of processes, the populations and the address histories, the latest of each.",
      "\"states\", \"states import\" and \"savepoint create\" read them."
    },
    mixinStandardHelpOptions = true)
public final class StatesExportCommand implements Callable<Integer> {

  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the files go; created when absent.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path directory = WorkDirectory.at(out).path();
    PrintWriter told = spec.commandLine().getOut();
    StatesExport.run(options.read(), directory)
        .forEach((content, count) -> told.printf("%,d %s%n", count, content));
    told.printf("They are in %s.%n", directory);
    return 0;
  }
}
