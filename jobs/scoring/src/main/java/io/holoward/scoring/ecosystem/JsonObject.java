package io.holoward.scoring.ecosystem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object in the making. Fields stand in the order they are put; what is not known leaves no
 * field: null, an object or a list of nothing, a number that JSON does not have.
 */
final class JsonObject {

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * Adds a field where there is something to say.
   *
   * @param value a text, number, boolean, {@link JsonObject}, or a collection of these
   */
  JsonObject put(String name, Object value) {
    if (isKnown(value)) {
      fields.put(name, value);
    }
    return this;
  }

  private static boolean isKnown(Object value) {
    if (value instanceof JsonObject object) {
      return !object.fields.isEmpty();
    }
    if (value instanceof Collection<?> list) {
      return !list.isEmpty();
    }
    return value instanceof Double number ? Double.isFinite(number) : value != null;
  }

  /** One line of JSON, without a line end. */
  String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(this, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator out) throws IOException {
    if (value instanceof JsonObject object) {
      out.writeStartObject();
      for (Map.Entry<String, Object> field : object.fields.entrySet()) {
        out.writeFieldName(field.getKey());
        write(field.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof Collection<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(item, out);
      }
      out.writeEndArray();
    } else {
      out.writeObject(value);
    }
  }
}
