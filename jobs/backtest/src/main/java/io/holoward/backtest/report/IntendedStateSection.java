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

/** What was learned: the features of each process's intended states by frequency. */
final class IntendedStateSection implements Section {

  private static final int SHOWN = 200;
  private static final int MAX_STATES = 8;
  private static final int MAX_FEATURES = 60;
  private static final List<String> PROCESS =
      List.of(
          "processId",
          "processName",
          "modelVersion",
          "sealedAt",
          "records",
          "distinct",
          "pooledRecords",
          "removedRecords",
          "hosts",
          "firstSeen",
          "lastSeen",
          "noveltyShare",
          "roaming");
  private static final List<String> STATE =
      List.of("records", "mean", "standardDeviation", "threshold", "min", "max");

  @Override
  public String name() {
    return "states";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    if (!result.has(ResultFiles.INTENDED_STATES)) {
      return Optional.empty();
    }
    Best<JsonNode> largest =
        new Best<>(SHOWN, Comparator.comparingLong(process -> -process.path("records").asLong()));
    result.forEach(ResultFiles.INTENDED_STATES, process -> largest.offer(bounded(process)));
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", largest.offered());
    ArrayNode rows = json.putArray("processes");
    largest.inOrder().forEach(rows::add);
    return Optional.of(json);
  }

  private static JsonNode bounded(JsonNode process) {
    ObjectNode kept = Excerpt.of(process, PROCESS);
    JsonNode states = process.path("states");
    kept.put("statesTotal", states.size());
    ArrayNode shown = kept.putArray("states");
    for (int i = 0; i < Math.min(states.size(), MAX_STATES); i++) {
      shown.add(state(states.get(i)));
    }
    return kept;
  }

  private static ObjectNode state(JsonNode state) {
    ObjectNode kept = Excerpt.of(state, STATE);
    kept.put("signatures", state.path("signatures").size());
    kept.put("featuresTotal", state.path("columns").size());
    Best<JsonNode> frequent =
        new Best<>(
            MAX_FEATURES, Comparator.comparingLong(column -> -column.path("trueCount").asLong()));
    state.path("columns").forEach(frequent::offer);
    ArrayNode columns = kept.putArray("columns");
    for (JsonNode column : frequent.inOrder()) {
      columns.add(Excerpt.of(column, List.of("feature", "trueCount", "entropy", "weight")));
    }
    return kept;
  }
}
