package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.evaluation.AssessmentFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** How well the findings agree with the labels: {@code evaluation.json}, its lists bounded. */
final class EvaluationSection implements Section {

  private static final Map<String, Integer> LISTS =
      Map.of("byLabel", 100, "processes", 200, "delays", 200, "falsePositives", 50, "misses", 50);

  @Override
  public String name() {
    return "evaluation";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    return result.json(AssessmentFiles.EVALUATION).map(EvaluationSection::bounded);
  }

  private static ObjectNode bounded(JsonNode evaluation) {
    ObjectNode kept = (ObjectNode) Excerpt.of(evaluation);
    LISTS.forEach(
        (name, max) -> {
          JsonNode list = evaluation.path(name);
          kept.set(name, Excerpt.list(list, max));
          kept.put(name + "Total", list.size());
        });
    kept.put("delaysFound", found(evaluation.path("delays")));
    kept.put("falsePositivesUnits", units(evaluation.path("falsePositives")));
    kept.put("missesUnits", units(evaluation.path("misses")));
    // The curves are thinned already, and thinning them again would lose their corners.
    kept.set("views", evaluation.path("views"));
    return kept;
  }

  private static long found(JsonNode delays) {
    long found = 0;
    for (JsonNode delay : delays) {
      found += delay.hasNonNull("firstAlarm") ? 1 : 0;
    }
    return found;
  }

  private static long units(JsonNode groups) {
    long units = 0;
    for (JsonNode group : groups) {
      units += group.path("units").asLong();
    }
    return units;
  }
}
