package io.holoward.scoring.codec;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.telemetry.format.Reading.Invalid;
import java.time.Instant;

/** Between the parts of Avro records and those of the domain's events. */
final class FieldMapping {

  /** The longest name DNS knows. */
  static final int MAX_HOST_NAME = 253;

  private static final int MAX_PORT = 65_535;

  /** No sensor is older than 2000; a later year than 9999 has no common spelling. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private FieldMapping() {}

  static long time(String field, Instant time) throws DecodeException {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DecodeException(
          Invalid.INVALID_TIME,
          "%s: expected a time from the year 2000 on, found %s".formatted(field, time));
    }
    return time.toEpochMilli();
  }

  /** A text, null where there is none. */
  static String text(String given) {
    return given == null || given.isBlank() ? null : given;
  }

  static String required(String field, String given) throws DecodeException {
    String text = text(given);
    if (text == null) {
      throw new DecodeException(
          Invalid.MISSING_FIELD, field + ": empty, the record cannot be used without it");
    }
    return text;
  }

  static Endpoint endpoint(String field, io.holoward.schema.Endpoint given) throws DecodeException {
    String address = address(field, given.getAddress());
    int port = port(field, given.getPort());
    return address == null && port == Endpoint.ANY_PORT
        ? Endpoint.ANY
        : new Endpoint(address, port);
  }

  private static String address(String field, String given) throws DecodeException {
    try {
      return Addresses.canonical(given);
    } catch (IllegalArgumentException e) {
      throw new DecodeException(Invalid.INVALID_FIELD, field + ".address: " + e.getMessage());
    }
  }

  private static int port(String field, Integer given) throws DecodeException {
    if (given == null) {
      return Endpoint.ANY_PORT;
    }
    if (given < 0 || given > MAX_PORT) {
      throw new DecodeException(
          Invalid.INVALID_FIELD,
          "%s.port: expected a port from 0 to 65535, found %d".formatted(field, given));
    }
    return given;
  }

  static ProcessReference process(io.holoward.schema.ProcessReference given)
      throws DecodeException {
    Long pid = given.getPid();
    if (pid != null && pid < 0) {
      throw new DecodeException(
          Invalid.INVALID_FIELD, "process.pid: expected 0 or more, found " + pid);
    }
    return new ProcessReference(
        text(given.getGuid()),
        pid == null ? ProcessReference.UNKNOWN_PID : pid,
        text(given.getImage()),
        text(given.getUser()),
        text(given.getCommandLine()),
        text(given.getContainer()));
  }

  static OrientedConnection connection(io.holoward.schema.OrientedConnection given)
      throws DecodeException {
    return new OrientedConnection(
        SymbolMapping.direction(given.getDirection()),
        SymbolMapping.protocol(given.getProtocol()),
        endpoint("connections.local", given.getLocal()),
        endpoint("connections.remote", given.getRemote()));
  }

  static io.holoward.schema.Endpoint toRecord(Endpoint endpoint) {
    return new io.holoward.schema.Endpoint(
        endpoint.address(), endpoint.port() == Endpoint.ANY_PORT ? null : endpoint.port());
  }

  static io.holoward.schema.ProcessReference toRecord(ProcessReference process) {
    return new io.holoward.schema.ProcessReference(
        process.guid(),
        process.pid() == ProcessReference.UNKNOWN_PID ? null : process.pid(),
        process.image(),
        process.user(),
        process.commandLine(),
        process.container());
  }

  static io.holoward.schema.OrientedConnection toRecord(OrientedConnection connection) {
    return new io.holoward.schema.OrientedConnection(
        SymbolMapping.toSymbol(connection.direction()),
        SymbolMapping.toSymbol(connection.protocol()),
        toRecord(connection.local()),
        toRecord(connection.remote()));
  }
}
