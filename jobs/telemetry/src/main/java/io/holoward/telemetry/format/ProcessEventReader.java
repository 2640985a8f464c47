package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
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

  private final FieldValues values = new FieldValues();

  /** Bad values are an answer, never an exception. */
  public Reading read(ProcessEvent event, ReadContext context) {
    try {
      return new Reading.Event(telemetry(event, context));
    } catch (InvalidRecordException e) {
      return e.toReading();
    }
  }

  private TelemetryEvent telemetry(ProcessEvent event, ReadContext context) {
    String organisation = FieldValues.text(event.getOrganisation());
    if (organisation == null) {
      organisation = context.organisation();
    }
    String host = values.host("host", event.getHost());
    long time = event.getEventTime().toEpochMilli();
    if (time < Timestamps.EARLIEST) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME, "the event's time is before the year 2000");
    }
    ProcessReference process = process(event.getProcess());
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
        protocol(listen.getProtocol()),
        endpoint("local", listen.getLocal()),
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
        sensor(connection.getSensor()),
        protocol(connection.getProtocol()),
        Direction.valueOf(connection.getDirection().name()),
        ends(connection),
        endpoint("first", connection.getFirst()),
        endpoint("second", connection.getSecond()),
        connection.getBlocked(),
        context.position());
  }

  private static ProcessReference process(io.holoward.schema.ProcessReference process) {
    Long pid = process.getPid();
    if (pid != null && pid < 0) {
      throw invalidField("process.pid", "a process id from 0 on", pid.toString());
    }
    return new ProcessReference(
        FieldValues.text(process.getGuid()),
        pid == null ? ProcessReference.UNKNOWN_PID : pid,
        FieldValues.image(process.getImage()),
        FieldValues.text(process.getUser()),
        FieldValues.text(process.getCommandLine()),
        FieldValues.text(process.getContainer()));
  }

  private Endpoint endpoint(String field, io.holoward.schema.Endpoint end) {
    Integer port = end.getPort();
    return values.endpoint(
        field + ".address",
        end.getAddress(),
        field + ".port",
        port == null ? null : port.toString());
  }

  /** A symbol of a newer schema is a protocol without ports that tell a service. */
  private static Protocol protocol(io.holoward.schema.Protocol protocol) {
    return switch (protocol) {
      case TCP -> Protocol.TCP;
      case UDP -> Protocol.UDP;
      case ICMP -> Protocol.ICMP;
      case OTHER, UNKNOWN -> Protocol.OTHER;
    };
  }

  /** A sensor of a newer schema is not known to have twins. */
  private static Sensor sensor(io.holoward.schema.Sensor sensor) {
    return switch (sensor) {
      case SYSMON -> Sensor.SYSMON;
      case WINDOWS_FILTERING -> Sensor.WINDOWS_FILTERING;
      case OTHER, UNKNOWN -> Sensor.OTHER;
    };
  }

  private static Ends ends(Connection connection) {
    return switch (connection.getEnds()) {
      case LOCAL_REMOTE -> Ends.LOCAL_REMOTE;
      case SOURCE_DESTINATION -> Ends.SOURCE_DESTINATION;
      case UNKNOWN -> throw InvalidRecordException.missing("ends");
    };
  }
}
