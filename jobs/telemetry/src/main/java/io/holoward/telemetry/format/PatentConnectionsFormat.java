package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Sensor;
import java.util.List;

/**
 * The patent's record of an observed connection, one a line. It happened at {@code created_at}, or
 * at {@code updated_at} where that is null; {@code created_by_id} is the process instance and says
 * its host; {@code connection_type} is the direction.
 */
final class PatentConnectionsFormat extends CheckedFormat {

  static final String NAME = "patent-connections";

  static final List<String> COLUMNS =
      List.of(
          "id",
          "remote_address",
          "remote_port",
          "created_at",
          "updated_at",
          "allowed_behavior_id",
          "connection_type",
          "destination_service_id",
          "created_by_id",
          "local_address",
          "local_port",
          "protocol",
          "origin");

  private final FieldValues values = new FieldValues();

  PatentConnectionsFormat() {
    super(NAME);
  }

  @Override
  Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    PatentRecord columns = PatentRecord.parse(COLUMNS, record, offset, length);
    return columns.isHeader()
        ? Reading.Ignored.HEADER
        : new Reading.Event(connection(columns, context));
  }

  private ConnectionEvent connection(PatentRecord columns, ReadContext context) {
    ProcessTable.Entry process = columns.process("created_by_id", context.processes());
    return new ConnectionEvent(
        process.organisation() != null ? process.organisation() : context.organisation(),
        process.host(),
        columns.time("created_at", "updated_at"),
        process.process(),
        Sensor.OTHER,
        FieldValues.protocol("protocol", columns.get("protocol")),
        direction(columns.get("connection_type")),
        Ends.LOCAL_REMOTE,
        values.endpoint(
            "local_address", columns.get("local_address"),
            "local_port", columns.get("local_port")),
        values.endpoint(
            "remote_address", columns.get("remote_address"),
            "remote_port", columns.get("remote_port")),
        false,
        context.position());
  }

  private static Direction direction(String type) {
    if (FieldValues.isAbsent(type)) {
      return Direction.UNKNOWN;
    }
    Direction direction = PatentRecord.direction(type);
    if (direction == null) {
      throw invalidField("connection_type", "a direction such as OUTGOING or INCOMING", type);
    }
    return direction;
  }
}
