package io.holoward.telemetry.format;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Decodes records of one Avro schema from bytes that nobody vouches for. For one thread.
 *
 * @param <T> the record
 */
final class AvroBody<T> {

  private final String name;
  private final SpecificDatumReader<T> reader;
  private BinaryDecoder decoder;

  AvroBody(Schema schema) {
    this.name = schema.getName();
    this.reader = new SpecificDatumReader<>(schema);
  }

  /**
   * The record that the bytes hold.
   *
   * @throws InvalidRecordException if they hold none, or more than one
   */
  T decode(byte[] record, int offset, int length) {
    T decoded;
    try {
      // A length that the bytes cannot hold shows here; reading would first allocate it.
      GenericDatumReader.skip(reader.getSchema(), over(record, offset, length));
      decoded = reader.read(null, over(record, offset, length));
    } catch (IOException | RuntimeException e) {
      // Avro has no exception of its own for all that can be wrong with bytes.
      throw malformed("no %s: %s".formatted(name, e.getMessage()));
    }
    if (!isAtEnd()) {
      throw malformed("more bytes after the end of the record");
    }
    return decoded;
  }

  private boolean isAtEnd() {
    try {
      return decoder.isEnd();
    } catch (IOException e) {
      throw malformed(e.getMessage());
    }
  }

  private BinaryDecoder over(byte[] record, int offset, int length) {
    decoder = DecoderFactory.get().binaryDecoder(record, offset, length, decoder);
    return decoder;
  }

  private static InvalidRecordException malformed(String message) {
    return new InvalidRecordException(Reading.Invalid.MALFORMED_RECORD, message);
  }
}
