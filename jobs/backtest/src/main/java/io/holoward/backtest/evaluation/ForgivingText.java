package io.holoward.backtest.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text files in UTF-8 that hold whatever telemetry says: what is no character, such as half of a
 * surrogate pair, becomes a question mark, as in all other results.
 */
public final class ForgivingText {

  private ForgivingText() {}

  /** Opens a file to write, made anew. */
  public static BufferedWriter writer(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
  }
}
