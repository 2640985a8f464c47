package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import java.time.Instant;

/**
 * Checks what the records of several Avro schemas are made of; each throws {@link
 * InvalidRecordException} for what makes no sense. For one thread.
 */
public final class SchemaValues {

  private final FieldValues values = new FieldValues();

  /** The one spelling of a host's name, which must be there. */
  public String host(String name) {
    return values.host("host", name);
  }

  /**
   * An end, its address in its one spelling.
   *
   * @param field of the record, for messages
   */
  public Endpoint endpoint(String field, io.holoward.schema.Endpoint end) {
    return values.endpoint(field, end.getAddress(), end.getPort());
  }

  /** The one spelling of a literal address, null for one that is none. */
  public static String address(String literal) {
    return Addresses.canonical(literal);
  }

  /** A process that can be told of; texts that say that there is none are null. */
  public static ProcessReference process(io.holoward.schema.ProcessReference process) {
    Long pid = process.getPid();
    if (pid != null && pid < 0) {
      throw invalidField("process.pid", "a process id from 0 on", pid.toString());
    }
    ProcessReference meant =
        new ProcessReference(
            FieldValues.text(process.getGuid()),
            pid == null ? ProcessReference.UNKNOWN_PID : pid,
            FieldValues.image(process.getImage()),
            FieldValues.text(process.getUser()),
            FieldValues.text(process.getCommandLine()),
            FieldValues.text(process.getContainer()));
    TextBounds.check(meant);
    return meant;
  }

  /** A symbol of a newer schema is a protocol without ports that tell a service. */
  public static Protocol protocol(io.holoward.schema.Protocol protocol) {
    return switch (protocol) {
      case TCP -> Protocol.TCP;
      case UDP -> Protocol.UDP;
      case ICMP -> Protocol.ICMP;
      case OTHER, UNKNOWN -> Protocol.OTHER;
    };
  }

  /** A sensor of a newer schema is not known to have twins. */
  public static Sensor sensor(io.holoward.schema.Sensor sensor) {
    return switch (sensor) {
      case SYSMON -> Sensor.SYSMON;
      case WINDOWS_FILTERING -> Sensor.WINDOWS_FILTERING;
      case OTHER, UNKNOWN -> Sensor.OTHER;
    };
  }

  /** Which side opened a connection. */
  public static Direction direction(io.holoward.schema.Direction direction) {
    return switch (direction) {
      case OUT -> Direction.OUT;
      case IN -> Direction.IN;
      case UNKNOWN -> Direction.UNKNOWN;
    };
  }

  /** What the first and the second end of a connection are; it must be known. */
  public static Ends ends(io.holoward.schema.ConnectionEnds ends) {
    return switch (ends) {
      case LOCAL_REMOTE -> Ends.LOCAL_REMOTE;
      case SOURCE_DESTINATION -> Ends.SOURCE_DESTINATION;
      case UNKNOWN -> throw InvalidRecordException.missing("ends");
    };
  }

  /** The tenant that a record names, else the context's. */
  public static String organisation(String named, ReadContext context) {
    String organisation = FieldValues.text(named);
    return organisation != null ? organisation : context.organisation();
  }

  /** Milliseconds since the epoch of a time from the year 2000 on. */
  public static long eventTime(Instant time) {
    long millis = millis("eventTime", time);
    if (millis < Timestamps.EARLIEST) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME, "the event's time is before the year 2000");
    }
    return millis;
  }

  static long millis(String field, Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME, field + ": far beyond any calendar");
    }
  }
}
