package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.holoward.backtest.ResultFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was recommended because of the findings, by action. */
final class ResponseSection implements Section {

  @Override
  public String name() {
    return "responses";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    if (!result.has(ResultFiles.RESPONSES)) {
      return Optional.empty();
    }
    // Actions are symbols of the schema: few.
    Map<String, long[]> actions = new TreeMap<>();
    result.forEach(
        ResultFiles.RESPONSES,
        response -> {
          long[] counts =
              actions.computeIfAbsent(Excerpt.text(response.path("action")), any -> new long[2]);
          counts[0]++;
          counts[1] += response.path("safeToAutomate").asBoolean() ? 1 : 0;
        });
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    actions.forEach(
        (action, counts) ->
            rows.addObject()
                .put("action", action)
                .put("count", counts[0])
                .put("safeToAutomate", counts[1]));
    return Optional.of(rows);
  }
}
