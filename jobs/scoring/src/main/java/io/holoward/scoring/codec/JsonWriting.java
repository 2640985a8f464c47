package io.holoward.scoring.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Writes the values of one record as plain JSON, guided by its schema. */
final class JsonWriting {

  private final SpecificData model;
  private final JsonGenerator out;

  JsonWriting(SpecificData model, JsonGenerator out) {
    this.model = model;
    this.out = out;
  }

  void write(Schema schema, Object value) throws IOException {
    switch (schema.getType()) {
      case RECORD -> writeRecord(schema, (IndexedRecord) value);
      case UNION -> write(schema.getTypes().get(model.resolveUnion(schema, value)), value);
      case ARRAY -> writeArray(schema.getElementType(), (Collection<?>) value);
      case MAP -> writeMap(schema.getValueType(), (Map<?, ?>) value);
      case NULL -> out.writeNull();
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INT -> out.writeNumber((Integer) value);
      case LONG -> writeLong(value);
      case DOUBLE -> writeDouble((Double) value);
      case STRING, ENUM -> out.writeString(value.toString());
      default -> throw new IllegalArgumentException("no JSON for Avro type " + schema.getType());
    }
  }

  private void writeRecord(Schema schema, IndexedRecord record) throws IOException {
    out.writeStartObject();
    for (Schema.Field field : schema.getFields()) {
      out.writeFieldName(field.name());
      write(field.schema(), record.get(field.pos()));
    }
    out.writeEndObject();
  }

  private void writeArray(Schema items, Collection<?> values) throws IOException {
    out.writeStartArray();
    for (Object value : values) {
      write(items, value);
    }
    out.writeEndArray();
  }

  private void writeMap(Schema valueType, Map<?, ?> values) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      out.writeFieldName(entry.getKey().toString());
      write(valueType, entry.getValue());
    }
    out.writeEndObject();
  }

  private void writeLong(Object value) throws IOException {
    if (value instanceof Long number) {
      out.writeNumber(number);
    } else {
      // Of a logical type: an Instant, whose text is ISO-8601 in UTC.
      out.writeString(value.toString());
    }
  }

  private void writeDouble(double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      // JSON has no such number.
      out.writeNull();
    }
  }
}
