package io.holoward.benchmarks.suite;

import io.holoward.cli.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where results go: a table, a plot, and what every run gave.
 *
 * @param directory that exists, or is only read
 * @param option by which the user named it
 */
record ResultFiles(Path directory, String option) {

  /** The page with the table. */
  Path page() {
    return directory.resolve("results.md");
  }

  private Path data() {
    return directory.resolve("results.json");
  }

  /**
   * What was written before.
   *
   * @throws UserException when it cannot be read
   */
  Results read() {
    if (!exist()) {
      return Results.none();
    }
    try {
      return Json.read(Files.readAllBytes(data()));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          "%s holds no results that this version could add to (%s): move it away, or name another directory by %s"
              .formatted(data(), e.getMessage().lines().findFirst().orElse(""), option),
          e);
    }
  }

  /** Whether anything was written before. */
  boolean exist() {
    return Files.exists(data());
  }

  /** The page that tells how what was measured compares with what was measured first. */
  Path repetition() {
    return directory.resolve("repeated.md");
  }

  /** Writes that page. */
  void write(Repetition repetition) {
    try {
      Files.writeString(repetition(), repetition.page());
    } catch (IOException e) {
      throw new UncheckedIOException("The comparison cannot be written to " + directory, e);
    }
  }

  /** Writes all of them anew. */
  void write(Results results) {
    try {
      Map<Path, byte[]> files =
          Map.of(
              page(),
              Markdown.of(results).getBytes(StandardCharsets.UTF_8),
              data(),
              Json.of(results),
              directory.resolve("results.svg"),
              Plot.of(results).getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        Files.write(file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be written to " + directory, e);
    }
  }
}
