package io.holoward.cli.command;

import io.holoward.cli.Topics;
import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import io.holoward.registry.RegistryUnavailableException;
import io.holoward.registry.SchemaRegistry;
import io.holoward.registry.UnknownSchemaException;
import io.holoward.scoring.decode.Registries;
import io.holoward.scoring.job.ConfigurationOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward config}: what is configured, and whether it is right. */
@Command(
    name = "config",
    description = "Check or show a configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {
  /** An id that no registry has come to. */
  private static final int NO_SCHEMA = Integer.MAX_VALUE;

  @Spec private CommandSpec spec;

  @Command(
      name = "check",
      description =
          "Say everything that is wrong with a configuration; exit code 2 if anything is.",
      mixinStandardHelpOptions = true)
  int check(
      @Mixin ConfigurationOptions options,
      @Option(
              names = "--connect",
              description =
                  "Also connect to the brokers and the registry, and look for the topics; changes"
                      + " nothing.")
          boolean connect) {
    Configuration configuration = options.read();
    PrintWriter out = spec.commandLine().getOut();
    out.println("The configuration is valid.");
    if (connect) {
      connect(configuration);
      out.printf(
          "The brokers %s and the registry %s answer; all topics are there.%n",
          configuration.kafka().bootstrapServers(), configuration.registry().url());
    }
    out.flush();
    return 0;
  }

  private static void connect(Configuration configuration) {
    List<String> problems =
        new ArrayList<>(Brokers.problems(configuration, Topics.of(configuration)));
    try (SchemaRegistry registry = Registries.connection(configuration.registry()).open()) {
      registry.byId(NO_SCHEMA);
    } catch (UnknownSchemaException answered) {
      // That is the answer of a registry that can be used.
    } catch (RegistryUnavailableException e) {
      problems.add(e.getMessage());
    }
    if (!problems.isEmpty()) {
      throw new UserException(String.join(System.lineSeparator(), problems));
    }
  }

  @Command(
      name = "show",
      description = "Print the effective configuration as YAML: defaults, file and --set together.",
      mixinStandardHelpOptions = true)
  int show(@Mixin ConfigurationOptions configuration) {
    Configuration effective = configuration.read();
    spec.commandLine().getOut().print(effective.render());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
