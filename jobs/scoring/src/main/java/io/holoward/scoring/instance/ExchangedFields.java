package io.holoward.scoring.instance;

import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.exchange.FieldReader;
import io.holoward.scoring.exchange.FieldWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the parts that events, sightings and flows have in common cross an exchange. A part that may
 * be absent is null then.
 */
public final class ExchangedFields {

  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Protocol[] PROTOCOLS = Protocol.values();
  private static final FlowAnomaly[] ANOMALIES = FlowAnomaly.values();

  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  /** The direction stands above the protocol in one byte. */
  private static final int PROTOCOL_BITS = 4;

  /** So that {@link Endpoint#ANY_PORT} is no negative number. */
  private static final int PORT_OFFSET = -Endpoint.ANY_PORT;

  private ExchangedFields() {}

  static void write(List<OrientedConnection> connections, FieldWriter out) {
    if (!isPresent(connections, out)) {
      return;
    }
    out.writeInt(connections.size());
    for (OrientedConnection connection : connections) {
      write(connection, out);
    }
  }

  /** Writes a connection, which is never null; {@link #readConnection} reads it. */
  public static void write(OrientedConnection connection, FieldWriter out) {
    out.writeByte(
        connection.direction().ordinal() << PROTOCOL_BITS | connection.protocol().ordinal());
    write(connection.local(), out);
    write(connection.remote(), out);
  }

  private static void write(Endpoint endpoint, FieldWriter out) {
    out.writeText(endpoint.address());
    out.writeInt(endpoint.port() + PORT_OFFSET);
  }

  static List<OrientedConnection> readConnections(FieldReader in) throws IOException {
    if (!isPresent(in)) {
      return null;
    }
    int size = in.readInt();
    if (size == 1) {
      return Collections.singletonList(readConnection(in));
    }
    List<OrientedConnection> connections = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      connections.add(readConnection(in));
    }
    return connections;
  }

  /** What {@link #write(OrientedConnection, FieldWriter)} wrote. */
  public static OrientedConnection readConnection(FieldReader in) throws IOException {
    int kind = in.readByte();
    return new OrientedConnection(
        DIRECTIONS[kind >>> PROTOCOL_BITS],
        PROTOCOLS[kind & (1 << PROTOCOL_BITS) - 1],
        readEndpoint(in),
        readEndpoint(in));
  }

  private static Endpoint readEndpoint(FieldReader in) throws IOException {
    return new Endpoint(in.readName(), in.readInt() - PORT_OFFSET);
  }

  /** Writes where a record stands, or null; {@link #readSource} reads it. */
  public static void write(SourcePosition source, FieldWriter out) {
    if (isPresent(source, out)) {
      out.writeText(source.name());
      out.writeLong(source.position());
    }
  }

  /** What {@link #write(SourcePosition, FieldWriter)} wrote. */
  public static SourcePosition readSource(FieldReader in) throws IOException {
    return isPresent(in) ? new SourcePosition(in.readName(), in.readLong()) : null;
  }

  static void write(FlowAlarm flow, FieldWriter out) {
    if (isPresent(flow, out)) {
      out.writeInt(flow.anomalies().size());
      for (FlowAnomaly anomaly : flow.anomalies()) {
        out.writeByte(anomaly.ordinal());
      }
      out.writeText(flow.text());
    }
  }

  static FlowAlarm readFlow(FieldReader in) throws IOException {
    if (!isPresent(in)) {
      return null;
    }
    int size = in.readInt();
    List<FlowAnomaly> anomalies = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      anomalies.add(ANOMALIES[in.readByte()]);
    }
    return new FlowAlarm(anomalies, in.readText());
  }

  /** Whether a part is not null; {@link #isPresent(FieldReader)} will say the same. */
  public static boolean isPresent(Object part, FieldWriter out) {
    out.writeByte(part == null ? ABSENT : PRESENT);
    return part != null;
  }

  /** What {@link #isPresent(Object, FieldWriter)} told of the part that follows. */
  public static boolean isPresent(FieldReader in) throws IOException {
    return in.readByte() == PRESENT;
  }
}
