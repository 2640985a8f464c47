package io.holoward.backtest.study;

import io.holoward.backtest.evaluation.Labels;
import io.holoward.telemetry.format.DelimitedText;
import io.holoward.telemetry.format.InvalidRecordException;
import io.holoward.telemetry.input.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which scenarios were recorded in one network, so that one can teach what another knows. */
public final class Labs {

  /** All scenarios are of one lab. */
  public static final Labs ONE = new Labs(null, Map.of());

  private static final String EXPECTED =
      "expected a CSV file whose header has the columns scenario and lab";

  private final Path file;
  private final Map<String, String> labs;

  private Labs(Path file, Map<String, String> labs) {
    this.file = file;
    this.labs = Map.copyOf(labs);
  }

  /**
   * Reads a CSV file with the columns {@code scenario} (the name of a source, extensions do not
   * matter) and {@code lab}.
   *
   * @throws InputException if it is not such a file
   */
  public static Labs read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException("no such split file: " + file + " (check the path)");
    }
    Map<String, String> labs = new TreeMap<>();
    DelimitedText row = DelimitedText.csv();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String header = lines.readLine();
      row.name(header == null ? "" : header);
      if (!row.has("scenario") || !row.has("lab")) {
        throw new InputException(file + ": " + EXPECTED);
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          row.take(line);
          labs.put(
              Labels.withoutExtensions(required(row, "scenario", line, file)),
              required(row, "lab", line, file));
        }
      }
    } catch (InvalidRecordException | IOException e) {
      throw new InputException("%s: %s; %s".formatted(file, e.getMessage(), EXPECTED));
    }
    return new Labs(file, labs);
  }

  private static String required(DelimitedText row, String column, String line, Path file) {
    String text = row.get(column);
    if (text == null) {
      throw new InputException("%s: no %s in the line '%s'".formatted(file, column, line));
    }
    return text.strip();
  }

  /** The lab of a scenario. */
  String of(String scenario) {
    return this == ONE ? "one lab" : labs.get(scenario);
  }

  /**
   * Refuses a split that does not fit what was read.
   *
   * @param read all scenarios that were read
   * @param connected those that hold a connection
   * @throws InputException if it names others, or leaves some out
   */
  void check(Set<String> read, Set<String> connected) {
    if (this == ONE) {
      return;
    }
    Set<String> absent = new TreeSet<>(labs.keySet());
    absent.removeAll(read);
    if (!absent.isEmpty()) {
      throw new InputException(
          "%s names %d scenarios that are not among the input, such as %s; take them out of the file"
                  .formatted(file, absent.size(), absent.iterator().next())
              + " or add their telemetry to --input");
    }
    Set<String> left = new TreeSet<>(connected);
    left.removeAll(labs.keySet());
    if (!left.isEmpty()) {
      throw new InputException(
          "%s does not say the lab of %d scenarios, such as %s; add a line for each"
              .formatted(file, left.size(), left.iterator().next()));
    }
  }
}
