package io.holoward.cli.command;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.ConfigurationOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holoward config}: what is configured, and whether it is right. */
@Command(
    name = "config",
    description = "Check or show a configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "check",
      description =
          "Say everything that is wrong with a configuration; exit code 2 if anything is.",
      mixinStandardHelpOptions = true)
  int check(@Mixin ConfigurationOptions configuration) {
    configuration.read();
    spec.commandLine().getOut().println("The configuration is valid.");
    return 0;
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
