package io.holoward.telemetry.format;

import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.SchemaNormalization;

/**
 * A record in Avro's binary encoding by today's schema: what the records of a container file are
 * handed on as. A {@code ProcessEvent} comes as it is, a {@code Flow} in Avro's single-object
 * encoding, that is after a mark and the schema's fingerprint; no {@code ProcessEvent} begins with
 * that mark. Not the registry's wire format, which has a schema's id before it.
 */
final class AvroFormat implements TelemetryFormat {

  static final String NAME = "avro";

  private static final byte[] FLOW_MARK =
      ByteBuffer.allocate(10)
          .order(ByteOrder.LITTLE_ENDIAN)
          .put((byte) 0xC3)
          .put((byte) 0x01)
          .putLong(SchemaNormalization.parsingFingerprint64(Flow.getClassSchema()))
          .array();

  private final AvroBody<ProcessEvent> processEvents =
      new AvroBody<>(ProcessEvent.getClassSchema());
  private final AvroBody<Flow> flows = new AvroBody<>(Flow.getClassSchema());
  private final ProcessEventReader processEventReader = new ProcessEventReader();
  private final FlowRecordReader flowReader = new FlowRecordReader();

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
      if (isFlow(record, offset, length)) {
        int from = FLOW_MARK.length;
        return flowReader.read(flows.decode(record, offset + from, length - from), context);
      }
      return processEventReader.read(processEvents.decode(record, offset, length), context);
    } catch (InvalidRecordException e) {
      return e.toReading();
    }
  }

  private static boolean isFlow(byte[] record, int offset, int length) {
    int from = FLOW_MARK.length;
    return length >= from && Arrays.equals(record, offset, offset + from, FLOW_MARK, 0, from);
  }
}
