package io.holoward.scoring.codec;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.schema.ConnectionEnds;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.SchemaValues;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Reads what most records are, a connection of today's schema, straight into the event it tells of:
 * without a record in between, and with the parts that repeat checked once and found again by their
 * bytes. Whatever is not plainly right is left to who reads all records and tells what is wrong
 * with them. For one thread.
 */
public final class ConnectionReader {

  private static final int SLOT_BITS = 14;
  private static final int MAX_BYTES = 128;
  private static final int MAX_PORT = 65_535;

  private static final Sensor[] SENSORS =
      Arrays.stream(io.holoward.schema.Sensor.values())
          .map(SchemaValues::sensor)
          .toArray(Sensor[]::new);
  private static final Protocol[] PROTOCOLS =
      Arrays.stream(io.holoward.schema.Protocol.values())
          .map(SchemaValues::protocol)
          .toArray(Protocol[]::new);
  private static final Direction[] DIRECTIONS =
      Arrays.stream(io.holoward.schema.Direction.values())
          .map(SchemaValues::direction)
          .toArray(Direction[]::new);
  private static final ConnectionEnds[] ENDS = ConnectionEnds.values();

  private final ReadContext context;
  private final BoundedDecoder decoder = new BoundedDecoder();
  private final BytesTable<String> organisations = new BytesTable<>(SLOT_BITS, MAX_BYTES);
  private final BytesTable<String> hosts = new BytesTable<>(SLOT_BITS, MAX_BYTES);
  private final BytesTable<String> addresses = new BytesTable<>(SLOT_BITS, MAX_BYTES);
  private final ProcessReferencePool<ProcessReference> processes =
      new ProcessReferencePool<>(in -> SchemaValues.process(ProcessEventDatumReader.process(in)));
  private final Function<String, String> organisation;
  private final Function<String, String> host;

  /**
   * @param defaultOrganisation the tenant of records that name none
   */
  public ConnectionReader(String defaultOrganisation) {
    SchemaValues values = new SchemaValues();
    context = ReadContext.of(defaultOrganisation);
    organisation = named -> SchemaValues.organisation(bounded(named), context);
    host = values::host;
  }

  /**
   * The connection a record tells of.
   *
   * @param record in today's schema from its byte {@code from} on
   * @param source where the record stands
   * @return null when the record tells of something else, or has to be looked at again
   */
  public ConnectionEvent read(byte[] record, int from, SourcePosition source) {
    try {
      ConnectionEvent event = read(decoder.over(record, from, record.length), source);
      return decoder.remaining() == 0 ? event : null;
    } catch (IOException | RuntimeException notPlain) {
      return null;
    }
  }

  private ConnectionEvent read(BoundedDecoder in, SourcePosition source) throws IOException {
    String tenant =
        ProcessEventDatumReader.isPresent(in)
            ? in.readText(organisations, organisation)
            : context.organisation();
    String name = in.readText(hosts, host);
    long time = in.readLong();
    ProcessReference process = processes.read(in);
    if (!FieldMapping.isTime(time) || in.readIndex() != ProcessEventDatumReader.CONNECTION) {
      return null;
    }
    Sensor sensor = SENSORS[in.readEnum()];
    Protocol protocol = PROTOCOLS[in.readEnum()];
    Direction direction = DIRECTIONS[in.readEnum()];
    Ends ends = SchemaValues.ends(ENDS[in.readEnum()]);
    return new ConnectionEvent(
        tenant,
        name,
        time,
        process,
        sensor,
        protocol,
        direction,
        ends,
        endpoint(in),
        endpoint(in),
        in.readBoolean(),
        source);
  }

  private Endpoint endpoint(BoundedDecoder in) throws IOException {
    String address =
        ProcessEventDatumReader.isPresent(in)
            ? in.readText(addresses, SchemaValues::address)
            : null;
    int port = Endpoint.ANY_PORT;
    if (ProcessEventDatumReader.isPresent(in)) {
      port = in.readInt();
      if (port < 0 || port > MAX_PORT) {
        throw new IllegalArgumentException("no port");
      }
    }
    return address == null && port == Endpoint.ANY_PORT
        ? Endpoint.ANY
        : new Endpoint(address, port);
  }

  private static String bounded(String name) {
    if (name.length() > MAX_BYTES) {
      throw new IllegalArgumentException("long enough for a second look");
    }
    return name;
  }
}
