package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.ResultFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The records that could not be used, by what was wrong, with the first of each kind. */
final class DeadLetterSection implements Section {

  private static final int MAX_CLASSES = 100;

  @Override
  public String name() {
    return "deadLetters";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    if (!result.has(ResultFiles.DEAD_LETTERS)) {
      return Optional.empty();
    }
    Map<String, ObjectNode> classes = new TreeMap<>();
    result.forEach(
        ResultFiles.DEAD_LETTERS,
        letter -> {
          String errorClass = Excerpt.text(letter.path("errorClass"));
          boolean known = classes.containsKey(errorClass) || classes.size() < MAX_CLASSES;
          ObjectNode counted =
              classes.computeIfAbsent(known ? errorClass : "others", name -> first(name, letter));
          counted.put("count", counted.path("count").asLong() + 1);
        });
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    classes.values().stream()
        .sorted((a, b) -> Long.compare(b.path("count").asLong(), a.path("count").asLong()))
        .forEach(rows::add);
    return Optional.of(rows);
  }

  private static ObjectNode first(String errorClass, JsonNode letter) {
    ObjectNode first = JsonNodeFactory.instance.objectNode().put("errorClass", errorClass);
    first.put("count", 0);
    first.put("message", Excerpt.text(letter.path("message")));
    first.set("source", Excerpt.of(letter.path("source")));
    return first;
  }
}
