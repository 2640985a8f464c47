package io.holoward.telemetry.format;

import io.holoward.schema.ProcessEvent;
import java.io.IOException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * A {@code ProcessEvent} in Avro's binary encoding by today's schema: what the records of a
 * container file are handed on as. Not the registry's wire format, which has a schema's id before
 * it.
 */
final class AvroFormat implements TelemetryFormat {

  static final String NAME = "avro";

  private final SpecificDatumReader<ProcessEvent> reader =
      new SpecificDatumReader<>(ProcessEvent.getClassSchema());
  private final ProcessEventReader events = new ProcessEventReader();
  private BinaryDecoder decoder;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Reading read(byte[] record, int offset, int length, ReadContext context) {
    if (length > MAX_RECORD_BYTES) {
      return Records.withoutParsing(record, offset, length);
    }
    try {
      // A length that the bytes cannot hold shows here; reading would first allocate it.
      GenericDatumReader.skip(reader.getSchema(), over(record, offset, length));
      ProcessEvent event = reader.read(null, over(record, offset, length));
      return decoder.isEnd()
          ? events.read(event, context)
          : malformed("more bytes after the end of the record");
    } catch (IOException | RuntimeException e) {
      // Avro has no exception of its own for all that can be wrong with bytes.
      return malformed("no ProcessEvent: " + e.getMessage());
    }
  }

  private BinaryDecoder over(byte[] record, int offset, int length) {
    decoder = DecoderFactory.get().binaryDecoder(record, offset, length, decoder);
    return decoder;
  }

  private static Reading malformed(String message) {
    return new Reading.Invalid(Reading.Invalid.MALFORMED_RECORD, message);
  }
}
