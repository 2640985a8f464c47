package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.ResultFiles;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The findings: their timeline, the first of them, and what they have in common. What is NORMAL
 * comes after all that is ABNORMAL, and has no causes.
 */
final class AlarmSection implements Section {

  static final int TOP = 50;
  private static final int BUCKETS = 2_000;
  private static final int MAX_CONNECTIONS = 5;
  private static final List<String> VERDICTS = List.of("ABNORMAL", "UNMODELLED", "NORMAL");
  private static final List<String> FIELDS =
      List.of(
          "uid",
          "host",
          "processId",
          "processName",
          "user",
          "image",
          "container",
          "commandLine",
          "detector",
          "alarmType",
          "flowAnomalies",
          "verdict",
          "score",
          "populationScore",
          "severity",
          "outlierFactor",
          "threshold",
          "outlierFactorMax",
          "zScore",
          "rank",
          "canDetect",
          "modelRecords",
          "modelVersion",
          "features",
          "contributions",
          "connectionCount",
          "windowCount",
          "blocked",
          "late",
          "eventTime",
          "firstSeen",
          "lastSeen",
          "techniques",
          "explanation",
          "source");

  /** The most deviant first: by score, then by rank, which compares processes of any size. */
  private static final Comparator<JsonNode> MOST_DEVIANT =
      Comparator.comparingInt((JsonNode alarm) -> VERDICTS.indexOf(verdict(alarm)))
          .thenComparing(descending("score"))
          .thenComparing(descending("rank"));

  private static final Comparator<JsonNode> MOST_FOREIGN = descending("populationScore");

  @Override
  public String name() {
    return "alarms";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    if (!result.has(ResultFiles.SCORED_ALARMS)) {
      return Optional.empty();
    }
    Findings findings = new Findings();
    result.forEach(ResultFiles.SCORED_ALARMS, findings::add);
    return Optional.of(findings.toJson());
  }

  static String verdict(JsonNode alarm) {
    return alarm.path("verdict").asText();
  }

  private static Comparator<JsonNode> descending(String field) {
    return Comparator.comparingDouble(
        alarm -> -alarm.path(field).asDouble(Double.NEGATIVE_INFINITY));
  }

  /** One pass over the alarms. */
  private static final class Findings {
    private final Timeline timeline = Timeline.ofCounts(BUCKETS);
    private final long[] verdicts = new long[VERDICTS.size()];
    private final Best<JsonNode> top = new Best<>(TOP, MOST_DEVIANT);
    private final Best<JsonNode> unmodelled = new Best<>(TOP, MOST_FOREIGN);
    private final AlarmGroups causes = AlarmGroups.byDeviation();
    private final AlarmGroups unmodelledProcesses = AlarmGroups.byProcess();

    void add(JsonNode alarm) {
      int verdict = VERDICTS.indexOf(verdict(alarm));
      if (verdict < 0) {
        return;
      }
      verdicts[verdict]++;
      long[] one = new long[VERDICTS.size()];
      one[verdict] = 1;
      Excerpt.time(alarm.path("eventTime")).ifPresent(time -> timeline.add(time, one));
      switch (VERDICTS.get(verdict)) {
        case "ABNORMAL" -> {
          top.offer(alarm);
          causes.add(alarm);
        }
        case "UNMODELLED" -> {
          unmodelled.offer(alarm);
          unmodelledProcesses.add(alarm);
        }
        default -> top.offer(alarm);
      }
    }

    ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ObjectNode counts = json.putObject("byVerdict");
      for (int i = 0; i < verdicts.length; i++) {
        counts.put(VERDICTS.get(i), verdicts[i]);
      }
      ObjectNode time = timeline.toJson();
      ArrayNode names = time.putArray("verdicts");
      VERDICTS.forEach(names::add);
      json.set("timeline", time);
      json.set("top", rows(top));
      json.set("unmodelled", rows(unmodelled));
      json.set("causes", causes.toJson());
      json.set("unmodelledProcesses", unmodelledProcesses.toJson());
      return json;
    }

    private static ArrayNode rows(Best<JsonNode> alarms) {
      ArrayNode rows = JsonNodeFactory.instance.arrayNode();
      for (JsonNode alarm : alarms.inOrder()) {
        ObjectNode row = Excerpt.of(alarm, FIELDS);
        row.set("connections", Excerpt.list(alarm.path("connections"), MAX_CONNECTIONS));
        row.put("recommendation", Excerpt.text(alarm.path("recommendation").path("text")));
        rows.add(row);
      }
      return rows;
    }
  }
}
