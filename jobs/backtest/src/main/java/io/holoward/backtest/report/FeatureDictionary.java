package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.detection.features.FeaturePhrases;

/** What the features that a report mentions mean, each told once. */
final class FeatureDictionary {

  private FeatureDictionary() {}

  /** The phrase of each feature in a {@code feature} or {@code features} of the data. */
  static ObjectNode of(JsonNode data) {
    ObjectNode phrases = JsonNodeFactory.instance.objectNode();
    for (JsonNode feature : data.findValues("feature")) {
      add(feature, phrases);
    }
    for (JsonNode features : data.findValues("features")) {
      features.forEach(feature -> add(feature, phrases));
    }
    return phrases;
  }

  private static void add(JsonNode feature, ObjectNode phrases) {
    if (feature.isTextual()) {
      phrases.put(feature.asText(), FeaturePhrases.phrase(feature.asText()));
    }
  }
}
