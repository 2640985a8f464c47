package io.holoward.telemetry.format;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.schema.Alarm;
import io.holoward.schema.ArchivedEvent;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A record in Avro's binary encoding by today's schema: what the records of a container file are
 * handed on as. A {@code ProcessEvent} comes as it is, a {@code Flow} and an {@code ArchivedEvent}
 * in Avro's single-object encoding, that is after a mark and the schema's fingerprint; no {@code
 * ProcessEvent} begins with that mark. Not the registry's wire format, which has a schema's id
 * before it.
 *
 * <p>An archived event stands where it was first read, not where it is in the archive: what is
 * found in a replay of the archive names the same source as the live job did.
 */
final class AvroFormat implements TelemetryFormat {

  static final String NAME = "avro";

  private static final byte[] FLOW_MARK = mark(Flow.getClassSchema());
  private static final byte[] ARCHIVED_MARK = mark(ArchivedEvent.getClassSchema());

  private final AvroBody<ProcessEvent> processEvents =
      new AvroBody<>(ProcessEvent.getClassSchema());
  private final AvroBody<Flow> flows = new AvroBody<>(Flow.getClassSchema());
  private final AvroBody<ArchivedEvent> archived = new AvroBody<>(ArchivedEvent.getClassSchema());
  private final ProcessEventReader processEventReader = new ProcessEventReader();
  private final FlowRecordReader flowReader = new FlowRecordReader();
  private final AlarmRecordReader alarmReader = new AlarmRecordReader();

  private static byte[] mark(Schema schema) {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 0x01)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .array();
  }

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
      if (begins(FLOW_MARK, record, offset, length)) {
        int from = FLOW_MARK.length;
        return flowReader.read(flows.decode(record, offset + from, length - from), context);
      }
      if (begins(ARCHIVED_MARK, record, offset, length)) {
        int from = ARCHIVED_MARK.length;
        return read(archived.decode(record, offset + from, length - from), context);
      }
      return processEventReader.read(processEvents.decode(record, offset, length), context);
    } catch (InvalidRecordException e) {
      return e.toReading();
    }
  }

  private Reading read(ArchivedEvent archivedEvent, ReadContext context) {
    ReadContext original =
        context.at(
            new SourcePosition(
                archivedEvent.getSource().getName(), archivedEvent.getSource().getPosition()));
    if (archivedEvent.getEvent() instanceof Flow flow) {
      return flowReader.read(flow, original);
    }
    return archivedEvent.getEvent() instanceof Alarm alarm
        ? alarmReader.read(alarm, original)
        : processEventReader.read((ProcessEvent) archivedEvent.getEvent(), original);
  }

  private static boolean begins(byte[] mark, byte[] record, int offset, int length) {
    int to = mark.length;
    return length >= to && Arrays.equals(record, offset, offset + to, mark, 0, to);
  }
}
