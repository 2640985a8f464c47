package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.OptionalLong;

/** What the report keeps of a record: bounded, whatever somebody put into it. */
final class Excerpt {

  private static final int MAX_TEXT = 1_000;
  private static final int MAX_ELEMENTS = 100;

  private Excerpt() {}

  /** The value with long texts and long lists cut. */
  static JsonNode of(JsonNode value) {
    if (value.isTextual()) {
      return JsonNodeFactory.instance.textNode(text(value));
    }
    if (value.isArray()) {
      return list(value, MAX_ELEMENTS);
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(field -> object.set(cut(field.getKey()), of(field.getValue())));
      return object;
    }
    return value;
  }

  /** The fields of a record that are named, in that order; those absent or null are left out. */
  static ObjectNode of(JsonNode record, Collection<String> fields) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (String field : fields) {
      if (record.hasNonNull(field)) {
        kept.set(field, of(record.get(field)));
      }
    }
    return kept;
  }

  /** The first elements of a list. */
  static ArrayNode list(JsonNode elements, int max) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < Math.min(elements.size(), max); i++) {
      kept.add(of(elements.get(i)));
    }
    return kept;
  }

  /** A text, cut where it is long; empty where there is none. */
  static String text(JsonNode value) {
    return cut(value.asText(""));
  }

  /** Milliseconds since the epoch of a time as ISO-8601, or empty where there is none. */
  static OptionalLong time(JsonNode value) {
    if (!value.isTextual()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Instant.parse(value.asText()).toEpochMilli());
    } catch (DateTimeParseException notATime) {
      return OptionalLong.empty();
    }
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end) + "…";
  }
}
