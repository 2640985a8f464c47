package io.holoward.telemetry.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The wanted fields of a JSON object as texts. A field of an object within is named by its path,
 * {@code flow.start}; a key that is spelled so itself counts too. For one thread.
 */
final class JsonTexts implements NamedTexts {

  private final Set<String> wanted;
  private final Set<String> objects = new HashSet<>();
  private final Map<String, String> texts = new HashMap<>();
  private final TextPool pool = new TextPool();
  private final JsonRecords.Fields taker = this::take;

  /**
   * @param wanted names of fields, at most two levels deep
   */
  JsonTexts(Set<String> wanted) {
    this.wanted = Set.copyOf(wanted);
    for (String name : wanted) {
      if (name.indexOf('.') > 0) {
        objects.add(name.substring(0, name.indexOf('.')));
      }
    }
  }

  /**
   * Takes the fields of the object that the bytes hold.
   *
   * @throws InvalidRecordException if the bytes are not one JSON object
   */
  void read(byte[] record, int offset, int length) {
    JsonRecords.read(record, offset, length, taker);
  }

  @Override
  public String get(String name) {
    return texts.get(name);
  }

  private void take(JsonParser json) throws IOException {
    texts.clear();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.START_OBJECT && objects.contains(name)) {
        takeObject(json, name + ".");
      } else {
        takeValue(json, name);
      }
    }
  }

  private void takeObject(JsonParser json, String prefix) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + json.currentName();
      json.nextToken();
      takeValue(json, name);
    }
  }

  private void takeValue(JsonParser json, String name) throws IOException {
    if (json.currentToken().isScalarValue() && wanted.contains(name)) {
      String text = pool.of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
      texts.put(name, FieldValues.text(text));
    }
    json.skipChildren();
  }
}
