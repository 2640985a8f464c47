package io.holoward.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that checks files, from wherever it is on the PATH. */
record Tool(String name, String whereFrom) {
  static final Tool KUBECTL = new Tool("kubectl", "https://kubernetes.io/docs/tasks/tools");
  static final Tool NPM = new Tool("npm", "Debian's package npm");
  static final Tool COMPOSE = new Tool("docker-compose", "Debian's package docker-compose");
  static final Tool BASH = new Tool("bash", "Debian's package bash");

  private static final long BOUND_SECONDS = 120;

  /** What a program said and how it ended. */
  record Result(int exitCode, String output, String errors) {}

  boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }

  /** Skips the test where the program is absent. */
  void assumeInstalled() {
    assumeTrue(isInstalled(), () -> "there is no " + name + " on the PATH (" + whereFrom + ")");
  }

  Result run(String... arguments) {
    return run(Map.of(), List.of(arguments));
  }

  Result run(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(arguments);
    return run(environment, command, name);
  }

  /** Runs a program by its path. */
  static Result run(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return run(Map.of(), command, program.getFileName().toString());
  }

  private static Result run(Map<String, String> environment, List<String> command, String name) {
    try {
      Path output = Files.createTempFile(name, ".out");
      Path errors = Files.createTempFile(name, ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(command + " did not end in " + BOUND_SECONDS + " s");
        }
        return new Result(
            process.exitValue(),
            Files.readString(output, StandardCharsets.UTF_8),
            Files.readString(errors, StandardCharsets.UTF_8));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
