package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Baseline;
import io.holoward.detection.finding.Deviation;
import io.holoward.detection.finding.Finding;
import io.holoward.entropy.FeatureContribution;
import java.util.List;

/** What no other schema has a field for, under names of our own. */
final class HolowardFields {

  /** More columns than a person reads, and a bound for the size of a document. */
  static final int MAX_CONTRIBUTIONS = 20;

  private HolowardFields() {}

  static JsonObject of(Finding finding) {
    return new JsonObject()
        .put("detector", finding.detector())
        .put("verdict", Judgement.lower(finding.verdict()))
        .put("score", finding.score())
        .put("population_score", finding.populationScore())
        .put("deviation", deviation(finding.deviation()))
        .put("model", model(finding.baseline()))
        .put("features", finding.activity().features())
        .put("flow_anomalies", flowAnomalies(finding))
        .put("connection_count", finding.activity().connectionCount())
        .put("window_count", finding.activity().windowCount())
        .put("blocked", finding.activity().blocked())
        .put("late", finding.late())
        .put("update", finding.update())
        .put("process", process(finding))
        .put("upstream_alarm", upstreamAlarm(finding))
        .put("recommendation", recommendation(finding))
        .put("source", source(finding));
  }

  /** The columns that add most to the outlier factor, most first. */
  static List<FeatureContribution> weightiest(Deviation deviation) {
    return deviation.contributions().stream().limit(MAX_CONTRIBUTIONS).toList();
  }

  /** What is anomalous about the flow that raised it; nothing for other detectors. */
  static List<String> flowAnomalies(Finding finding) {
    return finding.flow() == null
        ? List.of()
        : finding.flow().anomalies().stream().map(Judgement::lower).toList();
  }

  private static JsonObject deviation(Deviation deviation) {
    return deviation == null
        ? null
        : new JsonObject()
            .put("outlier_factor", deviation.outlierFactor())
            .put("outlier_factor_raw", deviation.outlierFactorRaw())
            .put("z_score", deviation.zScore())
            .put("threshold", deviation.threshold())
            .put("outlier_factor_min", deviation.outlierFactorMin())
            .put("outlier_factor_max", deviation.outlierFactorMax())
            .put("rank", deviation.rank())
            .put("can_detect", deviation.canDetect())
            .put("alarm_entropy_gain", deviation.alarmEntropyGain())
            .put("max_feature_removal_gain", deviation.maxFeatureRemovalGain())
            .put(
                "contributions",
                weightiest(deviation).stream().map(HolowardFields::contribution).toList());
  }

  private static JsonObject contribution(FeatureContribution column) {
    return new JsonObject()
        .put("feature", column.feature())
        .put("value", column.value())
        .put("contribution", column.contribution())
        .put("records_with_feature", column.recordsWithFeature())
        .put("records", column.records());
  }

  private static JsonObject model(Baseline baseline) {
    return baseline == null
        ? null
        : new JsonObject()
            .put("version", baseline.modelVersion())
            .put("records", baseline.records())
            .put("age_millis", baseline.age())
            .put("state", baseline.state())
            .put("states", baseline.states());
  }

  private static JsonObject process(Finding finding) {
    return new JsonObject()
        .put("id", finding.actor().processId())
        .put("name", finding.actor().processName())
        .put("instance", finding.actor().instanceKey());
  }

  private static JsonObject upstreamAlarm(Finding finding) {
    return finding.externalAlarm() == null
        ? null
        : new JsonObject()
            .put("id", finding.externalAlarm().id())
            .put("type", finding.externalAlarm().type());
  }

  private static JsonObject recommendation(Finding finding) {
    return finding.recommendation() == null
        ? null
        : new JsonObject()
            .put("action", Judgement.lower(finding.recommendation().action()))
            .put("text", finding.recommendation().text());
  }

  private static JsonObject source(Finding finding) {
    return finding.source() == null
        ? null
        : new JsonObject()
            .put("name", finding.source().name())
            .put("position", finding.source().position());
  }
}
