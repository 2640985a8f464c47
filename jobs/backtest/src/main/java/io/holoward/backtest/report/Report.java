package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a backtest, a sweep or a comparison as one HTML file that opens from disk: it holds
 * its plots, styles and data, and its Content-Security-Policy forbids it every request.
 *
 * <p>Files are streamed and what is kept of them is bounded, so memory and the size of the page do
 * not grow with the recording; the page says of each list how much of it was cut. What a file would
 * have told is left out where the file is absent.
 */
public final class Report {

  /** Name of the report in the directory of its result. */
  public static final String FILE = "report.html";

  private static final List<Section> SECTIONS =
      List.of(
          new RunSection(),
          new SummarySection(),
          new AlarmSection(),
          new ScoreSection(),
          new DiscoverySection(),
          new IntendedStateSection(),
          new PopulationSection(),
          new EvaluationSection(),
          new SweepSection(),
          new ComparisonSection(),
          new DeadLetterSection(),
          new ResponseSection(),
          new PortExceptionSection(),
          new ConfigurationSection());

  private Report() {}

  /**
   * Writes the report of a finished result.
   *
   * @param directory what {@code --out} of a backtest, a sweep or a comparison named
   * @param file the HTML file to write; replaced where it exists
   * @throws InputException when the directory holds no result, or a damaged one
   * @throws IOException when reading or writing fails
   */
  public static void write(Path directory, Path file) throws IOException {
    Page.write(data(directory), file);
  }

  /** What the page shows, by section; a section whose files are absent is absent. */
  static ObjectNode data(Path directory) throws IOException {
    ResultDirectory result = new ResultDirectory(directory);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    for (Section section : SECTIONS) {
      section.read(result).ifPresent(content -> data.set(section.name(), content));
    }
    if (!data.has("summary") && !data.has("sweep") && !data.has("comparison")) {
      throw new InputException(
          directory
              + " holds no result: neither summary.json nor sweep.json nor comparison.json is"
              + " there. Name the directory that --out of a finished backtest named.");
    }
    data.put("name", directory.toAbsolutePath().normalize().getFileName().toString());
    data.set("phrases", FeatureDictionary.of(data));
    return data;
  }
}
