package io.holoward.scoring.ecosystem;

import io.holoward.detection.features.FeaturePhrases;
import io.holoward.detection.finding.Deviation;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.entropy.FeatureContribution;
import java.util.ArrayList;
import java.util.List;

/**
 * What deviates and from what, column by column: how often the intended state shows what the alarm
 * shows. Nothing for a finding that is normal.
 */
final class OcsfAnomalies {

  private static final String FREQUENCY = "Frequency Analysis";

  private OcsfAnomalies() {}

  static List<JsonObject> analyses(Finding finding) {
    List<JsonObject> anomalies = new ArrayList<>();
    List<JsonObject> baselines = new ArrayList<>();
    if (finding.verdict() == Verdict.ABNORMAL) {
      addOutlierFactor(finding, anomalies, baselines);
      HolowardFields.weightiest(finding.deviation())
          .forEach(contribution -> addColumn(finding, contribution, anomalies, baselines));
    }
    if (finding.flow() != null && finding.verdict() != Verdict.NORMAL) {
      String kinds = String.join(", ", HolowardFields.flowAnomalies(finding));
      anomalies.add(part("flow", "Flow Statistics", kinds, observation(finding.flow().text(), 1L)));
    }
    if (finding.populationScore() != null) {
      anomalies.add(
          part(
              "populationScore",
              "Population Analysis",
              null,
              observation(
                  finding.populationScore().toString(), finding.activity().connectionCount())));
    }
    return anomalies.isEmpty()
        ? List.of()
        : List.of(
            new JsonObject()
                .put("analysis_targets", List.of(target(finding)))
                .put("anomalies", anomalies)
                .put("baselines", baselines));
  }

  private static JsonObject target(Finding finding) {
    return new JsonObject().put("name", finding.actor().processName()).put("type", "Process");
  }

  private static void addOutlierFactor(
      Finding finding, List<JsonObject> anomalies, List<JsonObject> baselines) {
    Deviation deviation = finding.deviation();
    long connections = finding.activity().connectionCount();
    anomalies.add(
        part(
            "outlierFactor",
            "Holo-entropy",
            "above " + deviation.threshold(),
            observation(Double.toString(deviation.outlierFactor()), connections)));
    baselines.add(
        part(
            "outlierFactor",
            "Holo-entropy",
            "at most " + deviation.threshold(),
            observation(
                deviation.outlierFactorMin() + " to " + deviation.outlierFactorMax(),
                finding.baseline().records())));
  }

  private static void addColumn(
      Finding finding,
      FeatureContribution column,
      List<JsonObject> anomalies,
      List<JsonObject> baselines) {
    long others = column.records() - column.recordsWithFeature();
    long same = column.value() ? column.recordsWithFeature() : others;
    String shown = (column.value() ? "" : "no ") + FeaturePhrases.phrase(column.feature());
    long connections = finding.activity().connectionCount();
    anomalies.add(
        part(
            column.feature(),
            FREQUENCY,
            pattern(same, column.records()),
            observation(shown, connections)));
    baselines.add(
        part(
            column.feature(),
            FREQUENCY,
            pattern(column.recordsWithFeature(), column.records()),
            observation("true", column.recordsWithFeature()),
            observation("false", others)));
  }

  /** How usual it is to be so, in the words that OCSF proposes. */
  private static String pattern(long so, long records) {
    if (so == 0) {
      return "UNSEEN";
    }
    return 2 * so < records ? "INFREQUENT" : "FREQUENT";
  }

  private static JsonObject part(
      String parameter, String type, String pattern, JsonObject... observations) {
    return new JsonObject()
        .put("observation_parameter", parameter)
        .put("observation_type", type)
        .put("observed_pattern", pattern)
        .put("observations", List.of(observations));
  }

  private static JsonObject observation(String value, long count) {
    return new JsonObject().put("value", value).put("count", count);
  }
}
