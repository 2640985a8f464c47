package io.holoward.scoring.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro records as plain JSON: fields as in the schema, no wrappers around the members of a union,
 * times as ISO-8601 in UTC, an absent value as null.
 */
public final class RecordJson {

  private static final JsonFactory JSON = new JsonFactory();

  private RecordJson() {}

  /** The record as one line of JSON, without a line end. */
  public static String write(SpecificRecord record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(record, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes the record as one JSON object. */
  public static void write(SpecificRecord record, JsonGenerator out) throws IOException {
    new JsonWriting(SpecificData.getForClass(record.getClass()), out)
        .write(record.getSchema(), record);
  }

  /**
   * Reads what {@link #write(SpecificRecord)} wrote. Fields the schema does not have are skipped,
   * fields with a default may be absent.
   *
   * @throws IOException with line and column when it is no such record
   */
  public static <T extends SpecificRecord> T read(Class<T> type, String json) throws IOException {
    try (JsonParser in = JSON.createParser(json)) {
      T record = read(type, in);
      if (in.nextToken() != null) {
        throw new IOException("text follows the record at " + JsonReading.place(in));
      }
      return record;
    }
  }

  /** Reads one record; the parser stands before it, or on its first token. */
  public static <T extends SpecificRecord> T read(Class<T> type, JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.nextToken();
    }
    SpecificData model = SpecificData.getForClass(type);
    return type.cast(new JsonReading(model, in).read(model.getSchema(type), ""));
  }
}
