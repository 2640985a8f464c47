package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.ResultFiles;
import io.holoward.detection.population.PopulationColumns;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What processes without an intended state were compared with: how common what is. */
final class PopulationSection implements Section {

  private static final int SHOWN = 20;
  private static final int MAX_COLUMNS = 20;

  @Override
  public String name() {
    return "populations";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    if (!result.has(ResultFiles.POPULATIONS)) {
      return Optional.empty();
    }
    Best<JsonNode> largest =
        new Best<>(SHOWN, Comparator.comparingLong(model -> -model.path("records").asLong()));
    result.forEach(ResultFiles.POPULATIONS, model -> largest.offer(bounded(model)));
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", largest.offered());
    ArrayNode rows = json.putArray("organisations");
    largest.inOrder().forEach(rows::add);
    return Optional.of(json);
  }

  private static JsonNode bounded(JsonNode model) {
    ObjectNode kept =
        Excerpt.of(
            model, List.of("organisation", "modelVersion", "sealedAt", "records", "novelty"));
    Best<JsonNode> rarest =
        new Best<>(
            MAX_COLUMNS, Comparator.comparingLong(column -> column.path("trueCount").asLong()));
    model.path("state").path("columns").forEach(rarest::offer);
    ArrayNode columns = kept.putArray("columns");
    for (JsonNode column : rarest.inOrder()) {
      String phrase = PopulationColumns.phrase(column.path("feature").asText());
      if (phrase != null) {
        columns
            .addObject()
            .put("phrase", phrase)
            .put("trueCount", column.path("trueCount").asLong());
      }
    }
    return kept;
  }
}
