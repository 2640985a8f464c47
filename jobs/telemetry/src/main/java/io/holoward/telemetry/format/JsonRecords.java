package io.holoward.telemetry.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What the JSON formats have in common: one object a record, read by a stream of tokens. */
final class JsonRecords {

  /**
   * Field names come from outside: none is interned for good, and a flood of colliding ones is slow
   * rather than an exception.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  /** Takes the fields of one object. */
  @FunctionalInterface
  interface Fields {
    /** The parser stands on the opening brace; it is to be left on the closing one. */
    void take(JsonParser json) throws IOException;
  }

  private JsonRecords() {}

  /**
   * Reads the object that the bytes hold. Bytes that are no UTF-8 are replaced, as text editors do.
   *
   * @throws InvalidRecordException if the bytes are not one JSON object
   */
  static void read(byte[] record, int offset, int length, Fields fields) {
    try {
      parse(record, offset, length, fields);
    } catch (IOException e) {
      byte[] repaired = repaired(record, offset, length);
      if (repaired == null) {
        throw malformed(e);
      }
      readRepaired(repaired, fields);
    }
  }

  private static void readRepaired(byte[] record, Fields fields) {
    try {
      parse(record, 0, record.length, fields);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  private static void parse(byte[] record, int offset, int length, Fields fields)
      throws IOException {
    try (JsonParser json = JSON.createParser(record, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidRecordException(
            Reading.Invalid.MALFORMED_RECORD, "expected a JSON object");
      }
      fields.take(json);
      if (json.nextToken() != null) {
        throw new InvalidRecordException(
            Reading.Invalid.MALFORMED_RECORD, "more text after the end of the JSON object");
      }
    }
  }

  /** The bytes with invalid UTF-8 replaced, or null when there is nothing to repair. */
  private static byte[] repaired(byte[] record, int offset, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record, offset, length));
      return null;
    } catch (CharacterCodingException e) {
      return new String(record, offset, length, StandardCharsets.UTF_8)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static InvalidRecordException malformed(IOException e) {
    String reason =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return new InvalidRecordException(Reading.Invalid.MALFORMED_RECORD, "no JSON: " + reason);
  }
}
