package io.holoward.scoring.codec;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.telemetry.format.Reading.Invalid;
import java.time.Instant;

/** Between the parts of Avro records and those of the domain's events. */
final class FieldMapping {

  /** No sensor is older than 2000; a later year than 9999 has no common spelling. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private FieldMapping() {}

  /** Whether a time in milliseconds is one that {@link #time} takes. */
  static boolean isTime(long millis) {
    return millis >= EARLIEST.toEpochMilli() && millis <= LATEST.toEpochMilli();
  }

  static long time(String field, Instant time) throws DecodeException {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DecodeException(
          Invalid.INVALID_TIME,
          "%s: expected a time from the year 2000 on, found %s".formatted(field, time));
    }
    return time.toEpochMilli();
  }

  static String required(String field, String given) throws DecodeException {
    if (given == null || given.isBlank()) {
      throw new DecodeException(
          Invalid.MISSING_FIELD, field + ": empty, the record cannot be used without it");
    }
    return given;
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
