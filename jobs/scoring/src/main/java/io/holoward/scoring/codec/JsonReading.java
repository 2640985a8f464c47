package io.holoward.scoring.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Reads the values of one record from plain JSON, guided by its schema. */
final class JsonReading {

  private final SpecificData model;
  private final JsonParser in;

  JsonReading(SpecificData model, JsonParser in) {
    this.model = model;
    this.in = in;
  }

  /**
   * Reads the value whose first token is the current one.
   *
   * @param path of the value in the record, for messages
   */
  Object read(Schema schema, String path) throws IOException {
    JsonToken token = in.currentToken();
    return switch (schema.getType()) {
      case RECORD -> readRecord(schema, path);
      case UNION -> token == JsonToken.VALUE_NULL ? null : read(theOther(schema), path);
      case ARRAY -> readArray(schema.getElementType(), path);
      case MAP -> readMap(schema.getValueType(), path);
      case BOOLEAN -> {
        require(token != null && token.isBoolean(), path, "true or false");
        yield in.getBooleanValue();
      }
      case INT -> {
        require(token == JsonToken.VALUE_NUMBER_INT, path, "a whole number");
        yield in.getIntValue();
      }
      case LONG -> readLong(schema, token, path);
      case DOUBLE -> {
        require(token != null && token.isNumeric(), path, "a number");
        yield in.getDoubleValue();
      }
      case STRING -> {
        require(token == JsonToken.VALUE_STRING, path, "a text");
        yield in.getText();
      }
      case ENUM -> readEnum(schema, token, path);
      default -> throw new IllegalArgumentException("no JSON for Avro type " + schema.getType());
    };
  }

  private IndexedRecord readRecord(Schema schema, String path) throws IOException {
    require(in.currentToken() == JsonToken.START_OBJECT, path, "an object");
    IndexedRecord record = (IndexedRecord) model.newRecord(null, schema);
    boolean[] given = new boolean[schema.getFields().size()];
    while (in.nextToken() != JsonToken.END_OBJECT) {
      Schema.Field field = schema.getField(in.currentName());
      in.nextToken();
      if (field == null) {
        in.skipChildren();
      } else {
        record.put(field.pos(), read(field.schema(), path + "." + field.name()));
        given[field.pos()] = true;
      }
    }
    for (Schema.Field field : schema.getFields()) {
      if (!given[field.pos()]) {
        require(field.hasDefaultValue(), path + "." + field.name(), "to be there");
        record.put(field.pos(), model.getDefaultValue(field));
      }
    }
    return record;
  }

  /** The member of a union of null and one type. */
  private static Schema theOther(Schema union) {
    List<Schema> members =
        union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    if (members.size() != 1) {
      throw new IllegalArgumentException("plain JSON does not tell the members of " + union);
    }
    return members.get(0);
  }

  private List<Object> readArray(Schema items, String path) throws IOException {
    require(in.currentToken() == JsonToken.START_ARRAY, path, "an array");
    List<Object> values = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      values.add(read(items, path + "[" + values.size() + "]"));
    }
    return values;
  }

  private Map<String, Object> readMap(Schema valueType, String path) throws IOException {
    require(in.currentToken() == JsonToken.START_OBJECT, path, "an object");
    Map<String, Object> values = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      values.put(key, read(valueType, path + "." + key));
    }
    return values;
  }

  private Object readLong(Schema schema, JsonToken token, String path) throws IOException {
    if (schema.getLogicalType() == null) {
      require(token == JsonToken.VALUE_NUMBER_INT, path, "a whole number");
      return in.getLongValue();
    }
    require(token == JsonToken.VALUE_STRING, path, "an ISO-8601 time");
    try {
      return Instant.parse(in.getText());
    } catch (DateTimeException e) {
      throw expected(path, "an ISO-8601 time in UTC", e);
    }
  }

  private Object readEnum(Schema schema, JsonToken token, String path) throws IOException {
    require(token == JsonToken.VALUE_STRING, path, "one of " + schema.getEnumSymbols());
    String symbol = in.getText();
    return model.createEnum(
        schema.hasEnumSymbol(symbol) ? symbol : schema.getEnumDefault(), schema);
  }

  private void require(boolean holds, String path, String expectation) throws IOException {
    if (!holds) {
      throw expected(path, expectation, null);
    }
  }

  private IOException expected(String path, String expectation, Exception cause) {
    String field = path.isEmpty() ? "the record" : path.substring(1);
    return new IOException("%s: expected %s at %s".formatted(field, expectation, place(in)), cause);
  }

  /** Where the parser stands, for a person. */
  static String place(JsonParser in) {
    JsonLocation location = in.currentTokenLocation();
    return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
