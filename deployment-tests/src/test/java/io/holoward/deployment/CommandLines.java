package io.holoward.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.cli.Holoward;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.scoring.job.HolowardJob;
import java.nio.file.Path;
import picocli.CommandLine;

/** Arguments as the programs understand them that the deployed files call. */
final class CommandLines {
  private CommandLines() {}

  /** Parses arguments of the command; throws what picocli throws for a mistake. */
  static CommandLine.ParseResult ofCommand(JsonNode arguments) {
    return command().parseArgs(Checkout.texts(arguments).toArray(new String[0]));
  }

  /** Parses arguments of the job. */
  static CommandLine.ParseResult ofJob(String... arguments) {
    return new CommandLine(new HolowardJob()).parseArgs(arguments);
  }

  /** What {@code holoward config check} says of a file: its exit code. */
  static int check(Path configuration) {
    return command().execute("config", "check", "--config", configuration.toString());
  }

  private static CommandLine command() {
    return Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new);
  }
}
