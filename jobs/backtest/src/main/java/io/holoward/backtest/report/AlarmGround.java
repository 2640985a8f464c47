package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What alarms have in common that are settled together.
 *
 * @param processId the process that deviates
 * @param features the features that make it deviate; none where the process itself is what is new
 */
record AlarmGround(String processId, List<String> features) {

  /** Features of equal weight differ in the last digits only. */
  private static final double TOLERANCE = 1e-9;

  /**
   * The features that add most to the outlier factor: the fewest that make up half of it, and those
   * that add as much as the least of them. Where nothing adds to it, all that the alarm shows.
   */
  static AlarmGround ofDeviation(JsonNode alarm) {
    JsonNode contributions = alarm.path("contributions");
    double total = 0;
    for (JsonNode contribution : contributions) {
      total += contribution.path("contribution").asDouble();
    }
    List<String> features = new ArrayList<>();
    double sum = 0;
    double least = 0;
    for (JsonNode contribution : contributions) {
      double share = contribution.path("contribution").asDouble();
      if (sum >= total / 2 && share < least - TOLERANCE) {
        break;
      }
      features.add(contribution.path("feature").asText());
      sum += share;
      least = share;
    }
    if (features.isEmpty()) {
      alarm.path("features").forEach(feature -> features.add(feature.asText()));
    }
    return new AlarmGround(process(alarm), features.stream().sorted().toList());
  }

  /** The process that has no intended state. */
  static AlarmGround ofProcess(JsonNode alarm) {
    return new AlarmGround(process(alarm), List.of());
  }

  private static String process(JsonNode alarm) {
    return alarm.path("processId").asText();
  }
}
