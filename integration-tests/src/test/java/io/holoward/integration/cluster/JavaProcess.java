package io.holoward.integration.cluster;

import io.holoward.cli.embedded.Tether;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java program as a process of its own, tethered to this one: it ends with {@link #close}, and
 * with this process whatever ends this one. Its output goes to a file.
 */
public final class JavaProcess implements AutoCloseable {
  private static final Duration GRACEFUL = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path log;

  private JavaProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * What to run.
   *
   * @param name for messages and for the log file {@code name.log}
   * @param options of the Java machine
   * @param arguments of the main class
   */
  public record Program(
      String name, List<String> options, String mainClass, List<String> arguments) {}

  /**
   * Starts a program.
   *
   * @param classpath its class path, wildcards allowed
   * @param environment added to this process's own
   * @param directory where it runs and its log goes
   */
  public static JavaProcess start(
      Program program, String classpath, Map<String, String> environment, Path directory) {
    Path log = directory.resolve(program.name() + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program.options());
    command.add("-cp");
    command.add(classpath + File.pathSeparator + codeOf(Tether.class));
    command.add(Tether.class.getName());
    command.add(program.mainClass());
    command.addAll(program.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new JavaProcess(program.name(), builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("The process " + program.name() + " cannot be started", e);
    }
  }

  private static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until the program has ended by itself, successfully.
   *
   * @return what it has printed
   */
  public String awaitSuccess(Duration bound) {
    try {
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
        throw new IllegalStateException(name + " did not end within " + bound + ":\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + " was interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          name + " ended with code " + process.exitValue() + ":\n" + output());
    }
    return output();
  }

  /** Its name, which is also that of its log. */
  String name() {
    return name;
  }

  /** Fails with what the process has printed, unless it runs. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          name + " ended with code " + process.exitValue() + ":\n" + output());
    }
  }

  /** What the process has printed so far. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as a crash of its machine would: with SIGKILL, nothing is said good-bye. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(GRACEFUL.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (IOException alreadyGone) {
      // Then there is nothing to ask, only to make sure.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }
}
