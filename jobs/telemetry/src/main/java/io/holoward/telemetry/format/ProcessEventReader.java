package io.holoward.telemetry.format;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Connection;
import io.holoward.schema.Listen;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ProcessStart;

/**
 * Checks a {@code ProcessEvent} of the Avro schema and turns it into the event it tells of. For one
 * thread.
 */
public final class ProcessEventReader {

  private final SchemaValues values = new SchemaValues();
  private final ProcessReferences processes = new ProcessReferences(SchemaValues::process);

  /** Bad values are an answer, never an exception. */
  public Reading read(ProcessEvent event, ReadContext context) {
    try {
      return new Reading.Event(telemetry(event, context));
    } catch (RuntimeException e) {
      return InvalidRecordException.answer(e);
    }
  }

  private TelemetryEvent telemetry(ProcessEvent event, ReadContext context) {
    String organisation = SchemaValues.organisation(event.getOrganisation(), context);
    String host = values.host(event.getHost());
    long time = SchemaValues.eventTime(event.getEventTime());
    ProcessReference process = processes.of(event.getProcess());
    if (event.getBody() instanceof Connection connection) {
      return connection(organisation, host, time, process, connection, context);
    }
    if (event.getBody() instanceof ProcessStart start) {
      String parent = FieldValues.image(start.getParentImage());
      return new ProcessStartEvent(
          organisation, host, time, process, parent, start.getFileHash(), context.position());
    }
    Listen listen = (Listen) event.getBody();
    return new ListenEvent(
        organisation,
        host,
        time,
        process,
        SchemaValues.protocol(listen.getProtocol()),
        values.endpoint("local", listen.getLocal()),
        context.position());
  }

  private ConnectionEvent connection(
      String organisation,
      String host,
      long time,
      ProcessReference process,
      Connection connection,
      ReadContext context) {
    return new ConnectionEvent(
        organisation,
        host,
        time,
        process,
        SchemaValues.sensor(connection.getSensor()),
        SchemaValues.protocol(connection.getProtocol()),
        SchemaValues.direction(connection.getDirection()),
        SchemaValues.ends(connection.getEnds()),
        values.endpoint("first", connection.getFirst()),
        values.endpoint("second", connection.getSecond()),
        connection.getBlocked(),
        context.position());
  }
}
