package io.holoward.telemetry.format;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.schema.Alarm;
import io.holoward.schema.OrientedConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks an {@code Alarm} of the Avro schema and turns it into the event it tells of. For one
 * thread.
 */
public final class AlarmRecordReader {

  private final SchemaValues values = new SchemaValues();

  /** Bad values are an answer, never an exception. */
  public Reading read(Alarm alarm, ReadContext context) {
    try {
      return new Reading.Event(event(alarm, context));
    } catch (RuntimeException e) {
      return InvalidRecordException.answer(e);
    }
  }

  private AlarmEvent event(Alarm alarm, ReadContext context) {
    String id = FieldValues.text(alarm.getId());
    if (id == null) {
      throw InvalidRecordException.missing("id");
    }
    List<io.holoward.detection.observation.OrientedConnection> connections = new ArrayList<>();
    for (OrientedConnection connection : alarm.getConnections()) {
      connections.add(connection(connection));
    }
    return new AlarmEvent(
        SchemaValues.organisation(alarm.getOrganisation(), context),
        values.host(alarm.getHost()),
        SchemaValues.eventTime(alarm.getEventTime()),
        SchemaValues.process(alarm.getProcess()),
        id,
        FieldValues.text(alarm.getType()),
        List.copyOf(connections),
        context.position());
  }

  private io.holoward.detection.observation.OrientedConnection connection(
      OrientedConnection connection) {
    return new io.holoward.detection.observation.OrientedConnection(
        Direction.valueOf(connection.getDirection().name()),
        SchemaValues.protocol(connection.getProtocol()),
        values.endpoint("connections.local", connection.getLocal()),
        values.endpoint("connections.remote", connection.getRemote()));
  }
}
