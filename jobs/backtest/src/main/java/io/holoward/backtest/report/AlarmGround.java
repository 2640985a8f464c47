package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.entropy.Pairs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
   * that add as much as the least of them. What a pair adds is shared by its two. Where nothing
   * adds to it, all that the alarm shows.
   */
  static AlarmGround ofDeviation(JsonNode alarm) {
    Map<String, Double> shares = shares(alarm.path("contributions"));
    double half = shares.values().stream().mapToDouble(Double::doubleValue).sum() / 2;
    List<String> features = new ArrayList<>();
    double sum = 0;
    double least = 0;
    for (String feature : descending(shares)) {
      double share = shares.get(feature);
      if (sum >= half && share < least - TOLERANCE) {
        break;
      }
      features.add(feature);
      sum += share;
      least = share;
    }
    if (features.isEmpty()) {
      alarm.path("features").forEach(feature -> features.add(feature.asText()));
    }
    return new AlarmGround(process(alarm), features.stream().sorted().toList());
  }

  private static Map<String, Double> shares(JsonNode contributions) {
    Map<String, Double> shares = new HashMap<>();
    for (JsonNode contribution : contributions) {
      List<String> parts = Pairs.parts(contribution.path("feature").asText());
      double share = contribution.path("contribution").asDouble() / parts.size();
      parts.forEach(part -> shares.merge(part, share, Double::sum));
    }
    return shares;
  }

  private static List<String> descending(Map<String, Double> shares) {
    return shares.keySet().stream().sorted(Comparator.comparing(shares::get).reversed()).toList();
  }

  /** The process that has no intended state. */
  static AlarmGround ofProcess(JsonNode alarm) {
    return new AlarmGround(process(alarm), List.of());
  }

  private static String process(JsonNode alarm) {
    return alarm.path("processId").asText();
  }
}
