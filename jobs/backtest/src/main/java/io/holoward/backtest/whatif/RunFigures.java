package io.holoward.backtest.whatif;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.backtest.ResultFiles;
import io.holoward.backtest.evaluation.AssessmentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a finished run that runs are compared by, as its files have them.
 *
 * @param alarms findings, each once
 * @param byVerdict findings by verdict
 * @param alarmsPerHostDay findings told (ABNORMAL or UNMODELLED) for each host and day (UTC) it was
 *     seen on; null when no record has an event time
 * @param labelled how well labelled connections were found; null without labels
 */
public record RunFigures(
    long alarms,
    Map<String, Long> byVerdict,
    Double alarmsPerHostDay,
    @JsonUnwrapped Labelled labelled) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How well labelled connections were found, processes without intended states included; null what
   * is undefined.
   */
  public record Labelled(
      Double auc,
      Double averagePrecision,
      long truePositives,
      long falsePositives,
      long falseNegatives,
      long trueNegatives,
      Double precision,
      Double recall,
      Double falsePositiveRate) {

    private static Labelled of(JsonNode view) {
      JsonNode confusion = view.path("confusion");
      return new Labelled(
          number(view, "auc"),
          number(view, "averagePrecision"),
          confusion.path("truePositives").asLong(),
          confusion.path("falsePositives").asLong(),
          confusion.path("falseNegatives").asLong(),
          confusion.path("trueNegatives").asLong(),
          number(view, "precision"),
          number(view, "recall"),
          number(view, "falsePositiveRate"));
    }
  }

  /** Reads the files of a finished run. */
  static RunFigures read(Path directory) throws IOException {
    JsonNode summary = JSON.readTree(directory.resolve(ResultFiles.SUMMARY).toFile());
    Map<String, Long> byVerdict = new TreeMap<>();
    summary
        .path("byVerdict")
        .fields()
        .forEachRemaining(field -> byVerdict.put(field.getKey(), field.getValue().asLong()));
    long alarms = summary.path("alarms").asLong();
    Double perHostDay = perHostDay(alarms - byVerdict.getOrDefault("NORMAL", 0L), directory);
    Path evaluation = directory.resolve(AssessmentFiles.EVALUATION);
    if (!Files.isRegularFile(evaluation)) {
      return new RunFigures(alarms, byVerdict, perHostDay, null);
    }
    JsonNode labelled = JSON.readTree(evaluation.toFile());
    return new RunFigures(alarms, byVerdict, perHostDay, Labelled.of(allUnits(labelled)));
  }

  private static JsonNode allUnits(JsonNode evaluation) throws IOException {
    for (JsonNode view : evaluation.path("views")) {
      if (view.path("name").asText().equals("all")) {
        return view;
      }
    }
    throw new IOException("an evaluation of this job's own has no view \"all\"");
  }

  private static Double perHostDay(long told, Path directory) throws IOException {
    long hostDays =
        JSON.readTree(directory.resolve(ResultFiles.RUN).toFile()).path("hostDays").asLong();
    return hostDays == 0 ? null : (double) told / hostDays;
  }

  private static Double number(JsonNode object, String field) {
    return object.path(field).isNumber() ? object.path(field).asDouble() : null;
  }
}
