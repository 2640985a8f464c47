package io.holoward.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where results go: a table, a plot, and what every run gave.
 *
 * @param directory that exists
 */
record ResultFiles(Path directory) {

  /** The page with the table. */
  Path page() {
    return directory.resolve("results.md");
  }

  /** Writes all of them anew. */
  void write(Results results) {
    try {
      Map<Path, byte[]> files =
          Map.of(
              page(),
              Markdown.of(results).getBytes(StandardCharsets.UTF_8),
              directory.resolve("results.json"),
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
