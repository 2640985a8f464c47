package io.holoward.cli;

import io.holoward.cli.command.BacktestCommand;
import io.holoward.cli.command.BenchmarkCommand;
import io.holoward.cli.command.CanaryCommand;
import io.holoward.cli.command.CandidatesCommand;
import io.holoward.cli.command.CompareCommand;
import io.holoward.cli.command.ConfigCommand;
import io.holoward.cli.command.DatabaseCommand;
import io.holoward.cli.command.DemoCommand;
import io.holoward.cli.command.EvaluateCommand;
import io.holoward.cli.command.OutliersCommand;
import io.holoward.cli.command.ReplayCommand;
import io.holoward.cli.command.ReportCommand;
import io.holoward.cli.command.RunCommand;
import io.holoward.cli.command.SavepointCommand;
import io.holoward.cli.command.SendControlCommand;
import io.holoward.cli.command.SimulateCommand;
import io.holoward.cli.command.StatesCommand;
import io.holoward.cli.command.StatesExportCommand;
import io.holoward.cli.command.StatesImportCommand;
import io.holoward.cli.command.SweepCommand;
import io.holoward.cli.command.TopicsCommand;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.demo.FleetCodec;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;

/** The {@code holoward} command: exit code 0, 2 for a mistake of the user, 1 for a failure. */
@Command(
    name = "holoward",
    description =
        "Learns what every process of a fleet does on the network and scores what deviates.",
    mixinStandardHelpOptions = true,
    versionProvider = Holoward.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Holoward {
  private Holoward() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(new FlinkEngine(), AvroFleetCodec::new).execute(arguments));
  }

  /**
   * The command with all its subcommands.
   *
   * @param engine the scoring job
   * @param codecs opens the codec of the topics of a configuration
   */
  public static CommandLine commandLine(Engine engine, Function<Configuration, FleetCodec> codecs) {
    CommandLine command =
        new CommandLine(new Holoward())
            .addSubcommand(new DemoCommand(engine, codecs))
            .addSubcommand(
                new CommandLine(new BacktestCommand(engine))
                    .addSubcommand(new CompareCommand(engine))
                    .addSubcommand(new SweepCommand(engine))
                    .addSubcommand(new ReportCommand()))
            .addSubcommand(new EvaluateCommand(engine))
            .addSubcommand(new ReplayCommand())
            .addSubcommand(new SimulateCommand(codecs))
            .addSubcommand(new RunCommand(engine))
            .addSubcommand(new CanaryCommand())
            .addSubcommand(new SendControlCommand())
            .addSubcommand(new OutliersCommand())
            .addSubcommand(
                new CommandLine(new StatesCommand())
                    .addSubcommand(new StatesExportCommand())
                    .addSubcommand(new StatesImportCommand()))
            .addSubcommand(new SavepointCommand())
            .addSubcommand(new CandidatesCommand())
            .addSubcommand(new TopicsCommand())
            .addSubcommand(new DatabaseCommand())
            .addSubcommand(new ConfigCommand())
            .addSubcommand(new BenchmarkCommand());
    return prepared(command);
  }

  /** A command that speaks, and fails, as all of them do. */
  public static CommandLine prepared(CommandLine command) {
    Ansi ansi = Terminal.standardOutput().colours() ? Ansi.ON : Ansi.OFF;
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(Math.min(110, Math.max(80, Terminal.standardOutput().columns())))
        .setParameterExceptionHandler(new Failures())
        .setExecutionExceptionHandler(new Failures());
  }

  /** The version the jar's manifest names. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Holoward.class.getPackage().getImplementationVersion();
      return new String[] {"holoward " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
