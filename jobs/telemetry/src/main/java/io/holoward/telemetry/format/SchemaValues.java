package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import java.time.Instant;

/** Checks what the records of several Avro schemas are made of. For one thread. */
final class SchemaValues {

  private final FieldValues values = new FieldValues();

  String host(String name) {
    return values.host("host", name);
  }

  Endpoint endpoint(String field, io.holoward.schema.Endpoint end) {
    return values.endpoint(field, end.getAddress(), end.getPort());
  }

  static ProcessReference process(io.holoward.schema.ProcessReference process) {
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

  /** A symbol of a newer schema is a protocol without ports that tell a service. */
  static Protocol protocol(io.holoward.schema.Protocol protocol) {
    return switch (protocol) {
      case TCP -> Protocol.TCP;
      case UDP -> Protocol.UDP;
      case ICMP -> Protocol.ICMP;
      case OTHER, UNKNOWN -> Protocol.OTHER;
    };
  }

  /** The tenant that a record names, else the context's. */
  static String organisation(String named, ReadContext context) {
    String organisation = FieldValues.text(named);
    return organisation != null ? organisation : context.organisation();
  }

  /** Milliseconds since the epoch of a time from the year 2000 on. */
  static long eventTime(Instant time) {
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
