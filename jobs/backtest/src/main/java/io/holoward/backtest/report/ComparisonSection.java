package io.holoward.backtest.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.whatif.Comparison;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What two configurations find differently: {@code comparison.json}, of each kind of change the
 * findings that weigh most. The findings are read one at a time.
 */
final class ComparisonSection implements Section {

  private static final int SHOWN = 100;
  private static final int MAX_PROCESSES = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Another verdict weighs most; then a lost or gained finding its score, a moved one its way. */
  private static final Comparator<JsonNode> WEIGHTIEST =
      Comparator.comparing(
              (JsonNode finding) ->
                  AlarmSection.verdict(finding.path("a"))
                      .equals(AlarmSection.verdict(finding.path("b"))))
          .thenComparingDouble(
              finding ->
                  -Math.abs(
                      finding.path("b").path("score").asDouble()
                          - finding.path("a").path("score").asDouble()));

  @Override
  public String name() {
    return "comparison";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    if (!result.has(Comparison.FILE)) {
      return Optional.empty();
    }
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    result.walk(Comparison.FILE, parser -> read(parser, kept));
    return Optional.of(kept);
  }

  private static void read(JsonParser parser, ObjectNode kept) throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "findings" -> kept.set(field, findings(parser));
        case "byProcess" -> {
          JsonNode processes = JSON.readTree(parser);
          kept.set(field, Excerpt.list(processes, MAX_PROCESSES));
          kept.put("byProcessTotal", processes.size());
        }
        default -> kept.set(field, Excerpt.of(JSON.<JsonNode>readTree(parser)));
      }
    }
  }

  private static ObjectNode findings(JsonParser parser) throws IOException {
    Map<String, Best<JsonNode>> byChange = new LinkedHashMap<>();
    for (String change : new String[] {"GAINED", "LOST", "MOVED"}) {
      byChange.put(change, new Best<>(SHOWN, WEIGHTIEST));
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      JsonNode finding = JSON.readTree(parser);
      Best<JsonNode> changed = byChange.get(finding.path("change").asText());
      if (changed != null) {
        changed.offer(finding);
      }
    }
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    byChange.forEach(
        (change, best) -> {
          ArrayNode rows = shown.putArray(change);
          best.inOrder().forEach(finding -> rows.add(Excerpt.of(finding)));
        });
    return shown;
  }
}
