package io.holoward.integration.observability;

import io.holoward.cli.Holoward;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.engine.FlinkEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command {@code holoward canary}, as a person runs it. */
final class CanaryRun implements AutoCloseable {
  private final StringWriter output = new StringWriter();
  private final List<String> arguments = new ArrayList<>();
  private Thread thread;

  CanaryRun(Path configuration, String... options) {
    arguments.addAll(List.of("canary", "--config", configuration.toString()));
    arguments.addAll(List.of(options));
  }

  /** Runs it to its end; returns the exit code. */
  int execute() {
    PrintWriter writer = new PrintWriter(output, true);
    CommandLine command = Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new);
    command.setOut(writer).setErr(writer);
    return command.execute(arguments.toArray(String[]::new));
  }

  /** Lets it run until it is closed. */
  CanaryRun start() {
    thread = new Thread(this::execute, "canary");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** What it has printed so far. */
  String output() {
    return output.toString();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
