package io.holoward.scoring.codec;

import static io.holoward.telemetry.format.Reading.Invalid.MALFORMED_RECORD;

import io.holoward.registry.SchemaRegistry;
import io.holoward.registry.UnknownSchemaException;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes Confluent's wire format (a byte 0, the schema's id in four bytes, big-endian, Avro
 * binary) into today's record, whatever compatible schema it was written with. For one thread.
 */
public final class AvroRecordDecoder<T extends SpecificRecord> {

  private static final byte MAGIC = 0;

  /** Where a record's own bytes begin. */
  public static final int HEADER_BYTES = 1 + Integer.BYTES;

  /** A decision about a schema id: how to read its records, or why not. */
  private record Known<T>(DatumReader<T> reader, boolean isOfToday, String refusal) {}

  private final SchemaRegistry registry;
  private final SpecificData model;
  private final Schema schema;
  private final Map<Integer, Known<T>> knownIds = new HashMap<>();

  /** A topic is written with one schema nearly always; null before the first record. */
  private Known<T> last;

  private int lastId;
  private final BoundedDecoder decoder = new BoundedDecoder();

  /**
   * @param type the class of the records, generated from today's schema
   * @param registry asked once for each id; stays the caller's to close
   */
  public AvroRecordDecoder(Class<T> type, SchemaRegistry registry) {
    this.registry = registry;
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
  }

  /**
   * Decodes one record.
   *
   * @throws DecodeException when the record is at fault
   * @throws io.holoward.registry.RegistryUnavailableException when the schema cannot be asked for:
   *     the record may be sound and has to be tried again
   */
  public T decode(byte[] record) throws DecodeException {
    if (record.length == 0 || record[0] != MAGIC) {
      throw new DecodeException(
          DecodeException.WRONG_MAGIC,
          record.length == 0
              ? "an empty record, expected Confluent's wire format"
              : "begins with byte %d, expected 0: not Confluent's wire format"
                  .formatted(record[0]));
    }
    if (record.length < HEADER_BYTES) {
      throw new DecodeException(
          DecodeException.TRUNCATED,
          "%d bytes, too short for a schema id".formatted(record.length));
    }
    int id = schemaId(record);
    T decoded = read(reader(id), record, id);
    if (decoder.remaining() > 0) {
      throw new DecodeException(
          DecodeException.TRAILING_BYTES,
          "%d bytes left after the record of schema id %d".formatted(decoder.remaining(), id));
    }
    return decoded;
  }

  /**
   * Whether a record is of the same schema as the last one that was decoded, and that is the one
   * the class was generated from.
   */
  public boolean isOfTodaysSchema(byte[] record) {
    return last != null
        && last.isOfToday
        && record.length >= HEADER_BYTES
        && record[0] == MAGIC
        && schemaId(record) == lastId;
  }

  private static int schemaId(byte[] record) {
    return (record[1] & 0xFF) << 24
        | (record[2] & 0xFF) << 16
        | (record[3] & 0xFF) << 8
        | (record[4] & 0xFF);
  }

  private T read(DatumReader<T> reader, byte[] record, int id) throws DecodeException {
    try {
      return reader.read(null, decoder.over(record, HEADER_BYTES, record.length));
    } catch (EOFException e) {
      throw new DecodeException(
          DecodeException.TRUNCATED, "record of schema id %d: %s".formatted(id, e.getMessage()));
    } catch (AvroTypeException e) {
      throw new DecodeException(
          DecodeException.INCOMPATIBLE_SCHEMA,
          "record of schema id %d: %s".formatted(id, e.getMessage()));
    } catch (IOException | RuntimeException e) {
      // Avro meets bytes that make no sense with any of several unchecked exceptions.
      throw new DecodeException(MALFORMED_RECORD, "record of schema id %d: %s".formatted(id, e));
    }
  }

  private DatumReader<T> reader(int id) throws DecodeException {
    Known<T> known = last != null && id == lastId ? last : known(id);
    if (known.refusal != null) {
      throw new DecodeException(DecodeException.OTHER_RECORD, known.refusal);
    }
    return known.reader;
  }

  private Known<T> known(int id) throws DecodeException {
    Known<T> known = knownIds.get(id);
    if (known == null) {
      known = ask(id);
      knownIds.put(id, known);
    }
    last = known;
    lastId = id;
    return known;
  }

  private Known<T> ask(int id) throws DecodeException {
    try {
      Schema writer = registry.byId(id);
      if (!writer.getFullName().equals(schema.getFullName())) {
        return new Known<>(
            null,
            false,
            "schema id %d is %s, expected %s: a record of another subject"
                .formatted(id, writer.getFullName(), schema.getFullName()));
      }
      return new Known<>(newReader(writer), writer.equals(schema), null);
    } catch (UnknownSchemaException e) {
      throw new DecodeException(DecodeException.UNKNOWN_SCHEMA, e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // The reader of the record's schema makes records of its class.
  private DatumReader<T> newReader(Schema writer) {
    if (writer.equals(ProcessEvent.getClassSchema()) && schema.equals(writer)) {
      return (DatumReader<T>) new ProcessEventDatumReader();
    }
    if (writer.equals(Flow.getClassSchema()) && schema.equals(writer)) {
      return (DatumReader<T>) new FlowDatumReader();
    }
    return model.createDatumReader(writer, schema);
  }
}
