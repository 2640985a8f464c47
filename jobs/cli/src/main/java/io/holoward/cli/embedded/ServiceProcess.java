package io.holoward.cli.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A Java program that runs as a process of its own under a {@link Tether}: it ends with {@link
 * #close}, and with this process whatever ends this one. Its output goes to a log file.
 */
final class ServiceProcess implements AutoCloseable {
  private static final int LOG_TAIL_BYTES = 4_096;
  private static final int LOG_TAIL_LINES = 15;
  private static final Duration GRACEFUL = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path log;

  private ServiceProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * What to run.
   *
   * @param name for messages and for the log file {@code name.log} in the directory
   * @param jvmOptions options of the Java machine
   * @param classpath entries of its class path, wildcards allowed
   * @param mainClass the program
   * @param arguments the program's arguments
   */
  record Program(
      String name,
      List<String> jvmOptions,
      List<String> classpath,
      String mainClass,
      List<String> arguments) {}

  /** Starts the program in the directory and returns at once; see {@link #awaitReady}. */
  static ServiceProcess start(Program program, Path directory) {
    Path log = directory.resolve(program.name() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(commandLine(program))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Options meant for the command, a debug port for instance, must not reach its services.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    try {
      return new ServiceProcess(program.name(), builder.start(), log);
    } catch (IOException e) {
      throw new ServiceStartException(
          "The " + program.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  private static List<String> commandLine(Program program) {
    List<String> classpath = new ArrayList<>(program.classpath());
    classpath.add(ownCode());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program.jvmOptions());
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classpath));
    command.add(Tether.class.getName());
    command.add(program.mainClass());
    command.addAll(program.arguments());
    return command;
  }

  private static String ownCode() {
    try {
      return Path.of(Tether.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until the probe says yes.
   *
   * @throws ServiceStartException when the process ended or the bound passed before; the process is
   *     closed
   */
  void awaitReady(Duration bound, BooleanSupplier probe) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!probe.getAsBoolean()) {
      if (!process.isAlive()) {
        throw failure("ended with code " + process.exitValue() + " while starting");
      }
      if (System.nanoTime() > deadline) {
        close();
        throw failure("was not ready within " + bound.toSeconds() + " s");
      }
      pause();
    }
  }

  /** Waits until the process has ended by itself and returns its exit code. */
  int awaitEnd(Duration bound) {
    try {
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
        throw failure("did not end within " + bound.toSeconds() + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw failure("was interrupted");
    }
  }

  private void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw failure("was interrupted while starting");
    }
  }

  ServiceStartException failure(String what) {
    return new ServiceStartException(
        "The %s %s. The last lines of %s:%n%s".formatted(name, what, log, logTail()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  private String logTail() {
    try {
      byte[] bytes = Files.readAllBytes(log);
      int from = Math.max(0, bytes.length - LOG_TAIL_BYTES);
      String tail = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
      List<String> lines = tail.lines().toList();
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException unreadable) {
      return "(unreadable: " + unreadable.getMessage() + ")";
    }
  }

  /** Asks the process to end, and ends it forcibly when it does not within ten seconds. */
  @Override
  public void close() {
    boolean interrupted = false;
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // Then there is nothing to ask.
    }
    try {
      if (process.waitFor(GRACEFUL.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.destroyForcibly().onExit().join();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static Path createDirectories(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("The directory " + directory + " cannot be created", e);
    }
  }
}
