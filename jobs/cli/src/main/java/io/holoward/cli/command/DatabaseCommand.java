package io.holoward.cli.command;

import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.database.AlarmDatabase;
import io.holoward.scoring.job.ConfigurationOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward database}: the table of scored alarms in the configured database. */
@Command(
    name = "database",
    description = "The PostgreSQL database of a configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class DatabaseCommand {

  @Spec private CommandSpec spec;

  @Command(
      name = "create",
      description = {
        "Create the table of scored alarms and its indexes (database.table, database.url).",
        "What is there is left as it is."
      },
      mixinStandardHelpOptions = true)
  int create(
      @Mixin ConfigurationOptions options,
      @Option(
              names = "--print",
              description = "Print the statements, for whoever may run them; change nothing.")
          boolean print) {
    Configuration configuration = options.read();
    AlarmDatabase database = new AlarmDatabase(configuration.database());
    if (print) {
      spec.commandLine().getOut().print(database.definition());
      spec.commandLine().getOut().flush();
      return 0;
    }
    if (!configuration.database().isOn()) {
      throw new UserException(
          "database create needs database.url: set it in --config FILE or by --set, or see the"
              + " statements by --print");
    }
    database.create();
    spec.commandLine()
        .getOut()
        .printf(
            "The table %s is ready in %s.%n",
            configuration.database().table(), configuration.database().url());
    return 0;
  }
}
