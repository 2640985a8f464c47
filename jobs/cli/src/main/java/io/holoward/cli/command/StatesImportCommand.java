package io.holoward.cli.command;

import io.holoward.cli.states.StatesImport;
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

/** {@code holoward states import}: what was learned elsewhere, into the topics of a cluster. */
@Command(
    name = "import",
    description = {
      "Send what was learned elsewhere to the compacted topics of a cluster, for those who read them",
      "and for the next export. What is there and no older is left as it is. The job itself starts",
      "from a savepoint of the same files: \"savepoint create\"."
    },
    mixinStandardHelpOptions = true)
public final class StatesImportCommand implements Callable<Integer> {

  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      required = true,
      description = "The output directory of a backtest or of an export.")
  private Path from;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter told = spec.commandLine().getOut();
    for (StatesImport.Outcome outcome : StatesImport.run(from, options.read())) {
      told.printf(
          "%,d %s sent, %,d left as they are%n", outcome.sent(), outcome.content(), outcome.kept());
    }
    told.flush();
    return 0;
  }
}
