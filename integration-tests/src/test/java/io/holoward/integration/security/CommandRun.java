package io.holoward.integration.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run of the {@code holoward} command as a process of its own.
 *
 * @param code its exit code
 * @param output what it has printed on both streams
 */
record CommandRun(int code, String output) {

  /**
   * Runs it.
   *
   * @param dist the directory it was built into
   * @param log where it logs
   */
  static CommandRun of(Path dist, Path log, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlog4j2.configurationFile=" + dist.resolve("conf/log4j2.xml"));
    command.add("-Dholoward.log=" + log);
    command.addAll(List.of("-cp", dist.resolve("lib/*").toString(), "io.holoward.cli.Holoward"));
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile(log.getParent(), "command", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(arguments + " does not end");
      }
      return new CommandRun(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
