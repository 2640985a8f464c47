package io.holoward.telemetry.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The texts of one Windows event's fields; cleared and filled again for each record. */
final class WindowsRecord {

  private final Map<WindowsField, String> texts = new EnumMap<>(WindowsField.class);
  private final TextPool pool = new TextPool();

  void clear() {
    texts.clear();
  }

  /** Null where the record does not have the field, or has it as JSON null. */
  String get(WindowsField field) {
    return texts.get(field);
  }

  /**
   * Takes the value the parser stands on, whatever its JSON type, and leaves the parser at its end.
   * An object or array is kept as its opening bracket, which no field takes for a value.
   */
  void set(WindowsField field, JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    texts.put(
        field,
        token == JsonToken.VALUE_NULL
            ? null
            : pool.of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength()));
    json.skipChildren();
  }
}
