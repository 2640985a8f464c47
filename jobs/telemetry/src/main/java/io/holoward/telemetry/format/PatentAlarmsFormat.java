package io.holoward.telemetry.format;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import java.util.List;

/**
 * The patent's record of an alarm that an upstream product raised about one connection, one a line.
 * {@code created_by_id} is the process instance and says its host.
 */
final class PatentAlarmsFormat extends CheckedFormat {

  static final String NAME = "patent-alarms";

  static final List<String> COLUMNS =
      List.of(
          "id",
          "org_id",
          "type",
          "protocol",
          "remote_port",
          "remote_address",
          "local_port",
          "local_address",
          "created_by_id",
          "created_at");

  private final FieldValues values = new FieldValues();

  PatentAlarmsFormat() {
    super(NAME);
  }

  @Override
  Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    PatentRecord columns = PatentRecord.parse(COLUMNS, record, offset, length);
    return columns.isHeader() ? Reading.Ignored.HEADER : new Reading.Event(alarm(columns, context));
  }

  private AlarmEvent alarm(PatentRecord columns, ReadContext context) {
    ProcessTable.Entry process = columns.process("created_by_id", context.processes());
    return new AlarmEvent(
        organisation(columns.get("org_id"), process, context),
        process.host(),
        columns.time("created_at"),
        process.process(),
        columns.require("id"),
        columns.get("type"),
        List.of(connection(columns)),
        context.position());
  }

  /** An alarm of one tenant about a process of another is refused: tenants never mix. */
  private static String organisation(
      String orgId, ProcessTable.Entry process, ReadContext context) {
    if (orgId != null && process.organisation() != null && !orgId.equals(process.organisation())) {
      throw InvalidRecordException.invalidField(
          "org_id", "the process's organisation '%s'".formatted(process.organisation()), orgId);
    }
    if (orgId != null) {
      return orgId;
    }
    return process.organisation() != null ? process.organisation() : context.organisation();
  }

  private OrientedConnection connection(PatentRecord columns) {
    Endpoint local =
        values.endpoint(
            "local_address", columns.get("local_address"),
            "local_port", columns.get("local_port"));
    Endpoint remote =
        values.endpoint(
            "remote_address", columns.get("remote_address"),
            "remote_port", columns.get("remote_port"));
    return new OrientedConnection(
        direction(columns.get("type"), local, remote),
        FieldValues.protocol("protocol", columns.get("protocol")),
        local,
        remote);
  }

  /**
   * The direction, which the record has no column for: a word of the alarm's type says it ({@code
   * INBOUND_CONNECTION}); else the service's side is the one whose port is given alone, or is the
   * lower.
   */
  private static Direction direction(String type, Endpoint local, Endpoint remote) {
    if (type != null) {
      for (String word : type.split("[^A-Za-z]+", -1)) {
        Direction direction = PatentRecord.direction(word);
        if (direction != null) {
          return direction;
        }
      }
    }
    if (remote.port() == Endpoint.ANY_PORT) {
      return local.port() == Endpoint.ANY_PORT ? Direction.OUT : Direction.IN;
    }
    boolean localIsLower = local.port() != Endpoint.ANY_PORT && local.port() < remote.port();
    return localIsLower ? Direction.IN : Direction.OUT;
  }
}
