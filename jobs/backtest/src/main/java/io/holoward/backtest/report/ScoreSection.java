package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.ResultFiles;
import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.backtest.evaluation.Labels;
import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the scores are distributed, and the outlier factors as multiples of their thresholds: of all
 * first connections where they were assessed, those of attacks and of the background apart where
 * there are labels, and else of the alarms, by verdict. Apart from both stand the population scores
 * of what has no intended state.
 */
final class ScoreSection implements Section {

  private static final int BINS = 50;

  /** An outlier factor beyond this many thresholds is as far as one can be. */
  private static final double MAX_RATIO = 4;

  private static final int RATIO_BINS = 40;

  @Override
  public String name() {
    return "scores";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    boolean assessed = result.has(AssessmentFiles.ASSESSMENTS);
    String file = assessed ? AssessmentFiles.ASSESSMENTS : ResultFiles.SCORED_ALARMS;
    if (!result.has(file)) {
      return Optional.empty();
    }
    Ranges ranges = Ranges.of(ConfigurationSection.values(result));
    Histograms byVerdict = new Histograms(ranges);
    Histograms byLabel = new Histograms(ranges);
    Set<String> background = background(result);
    boolean[] labelled = {false};
    result.forEach(
        file,
        record -> {
          byVerdict.add(AlarmSection.verdict(record), record);
          if (record.hasNonNull("label")) {
            labelled[0] = true;
            boolean isBackground = Labels.isBackground(record.get("label").asText(), background);
            byLabel.add(isBackground ? "background" : "attack", record);
          } else {
            byLabel.add("unlabelled", record);
          }
        });
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("unit", assessed ? "first connections" : "alarms")
            .put("labelled", labelled[0]);
    json.set("ranges", ranges.toJson());
    (labelled[0] ? byLabel : byVerdict).write(json);
    return Optional.of(json);
  }

  /** The labels that are no attacks, as the evaluation names them. */
  private static Set<String> background(ResultDirectory result) throws IOException {
    Set<String> labels = new TreeSet<>(Set.of(Labels.BACKGROUND));
    result
        .json(AssessmentFiles.EVALUATION)
        .ifPresent(
            evaluation ->
                evaluation
                    .path("labels")
                    .path("background")
                    .forEach(label -> labels.add(label.asText())));
    return labels;
  }

  /** Both distributions, by the same series. */
  private static final class Histograms {
    private final Distribution scores;
    private final Distribution populations;
    private final Distribution ratios = new Distribution(0, MAX_RATIO, RATIO_BINS);

    Histograms(Ranges ranges) {
      scores = new Distribution(ranges.low(), ranges.high(), BINS);
      populations = new Distribution(ranges.low(), ranges.high(), BINS);
    }

    void add(String series, JsonNode record) {
      scores.add(series, record.path("score"));
      if (AlarmSection.verdict(record).equals("UNMODELLED")) {
        populations.add(series, record.path("populationScore"));
      }
      double threshold = record.path("threshold").asDouble();
      if (threshold > 0 && record.hasNonNull("outlierFactor")) {
        ratios.add(series, record.get("outlierFactor").asDouble() / threshold);
      }
    }

    void write(ObjectNode json) {
      json.set("scores", scores.toJson());
      json.set("ratios", ratios.toJson());
      json.set("populations", populations.toJson());
    }
  }

  /**
   * Where the verdicts and severities begin on the axis of scores.
   *
   * @param low score of the most ordinary alarm
   * @param threshold least score of an ABNORMAL one
   * @param high score of the most abnormal one
   * @param severe share of the abnormal range at which HIGH begins
   * @param critical share of it at which CRITICAL begins
   */
  private record Ranges(double low, double threshold, double high, double severe, double critical) {

    /** As configured; what an older configuration does not know is the default. */
    static Ranges of(Map<String, String> configured) {
      Map<String, String> values =
          new HashMap<>(ConfigurationSection.flat(Configuration.of().render()));
      values.putAll(configured);
      return new Ranges(
          value(values, "score.range.normal-low"),
          value(values, "score.range.abnormal-low"),
          value(values, "score.range.abnormal-high"),
          value(values, "severity.high"),
          value(values, "severity.critical"));
    }

    private static double value(Map<String, String> values, String key) {
      try {
        return Double.parseDouble(values.get(key));
      } catch (NumberFormatException e) {
        throw new InputException(
            key + " in " + ResultFiles.CONFIGURATION + " is no number; repeat the backtest.");
      }
    }

    ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("threshold", threshold)
          .put("high", threshold + severe * (high - threshold))
          .put("critical", threshold + critical * (high - threshold));
    }
  }
}
