package io.holoward.scoring.codec;

import io.holoward.schema.Connection;
import io.holoward.schema.ConnectionEnds;
import io.holoward.schema.Direction;
import io.holoward.schema.Endpoint;
import io.holoward.schema.Listen;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ProcessReference;
import io.holoward.schema.ProcessStart;
import io.holoward.schema.Protocol;
import io.holoward.schema.Sensor;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/**
 * Reads process events that were written with today's schema, field by field: nearly all that the
 * job reads are such, and Avro's general reader, which any other schema needs, takes twice as long.
 * Whoever changes the schema of one of these records changes this class; a test compares both.
 */
final class ProcessEventDatumReader implements DatumReader<ProcessEvent> {

  /** The index of connections among the kinds of events. */
  static final int CONNECTION = 0;

  private static final Sensor[] SENSORS = Sensor.values();
  private static final Protocol[] PROTOCOLS = Protocol.values();
  private static final Direction[] DIRECTIONS = Direction.values();
  private static final ConnectionEnds[] ENDS = ConnectionEnds.values();

  private final ProcessReferencePool<ProcessReference> processes =
      new ProcessReferencePool<>(ProcessEventDatumReader::process);

  /** The schema is today's, and no other. */
  @Override
  public void setSchema(Schema schema) {
    if (!schema.equals(ProcessEvent.getClassSchema())) {
      throw new IllegalArgumentException("reads today's schema only, not " + schema);
    }
  }

  /**
   * Reads from a {@link BoundedDecoder} only; the process of the event is shared with other events.
   */
  @Override
  public ProcessEvent read(ProcessEvent reuse, Decoder in) throws IOException {
    return read((BoundedDecoder) in);
  }

  private ProcessEvent read(BoundedDecoder in) throws IOException {
    ProcessEvent event = new ProcessEvent();
    event.setOrganisation(text(in));
    event.setHost(in.readString());
    event.setEventTime(Instant.ofEpochMilli(in.readLong()));
    event.setProcess(processes.read(in));
    event.setBody(body(in));
    return event;
  }

  static ProcessReference process(BoundedDecoder in) throws IOException {
    return new ProcessReference(
        text(in), isPresent(in) ? in.readLong() : null, text(in), text(in), text(in), text(in));
  }

  private static Object body(BoundedDecoder in) throws IOException {
    int type = in.readIndex();
    return switch (type) {
      case CONNECTION -> connection(in);
      case 1 -> new ProcessStart(text(in), text(in));
      case 2 -> new Listen(PROTOCOLS[in.readEnum()], endpoint(in));
      default -> throw unknown(type);
    };
  }

  private static Connection connection(BoundedDecoder in) throws IOException {
    return new Connection(
        SENSORS[in.readEnum()],
        PROTOCOLS[in.readEnum()],
        DIRECTIONS[in.readEnum()],
        ENDS[in.readEnum()],
        endpoint(in),
        endpoint(in),
        in.readBoolean());
  }

  static Endpoint endpoint(BoundedDecoder in) throws IOException {
    return new Endpoint(text(in), isPresent(in) ? in.readInt() : null);
  }

  static String text(BoundedDecoder in) throws IOException {
    return isPresent(in) ? in.readString() : null;
  }

  static boolean isPresent(BoundedDecoder in) throws IOException {
    int type = in.readIndex();
    if (type < 0 || type > 1) {
      throw unknown(type);
    }
    return type == 1;
  }

  static AvroRuntimeException unknown(int type) {
    return new AvroRuntimeException("no type of a union has the index " + type);
  }
}
