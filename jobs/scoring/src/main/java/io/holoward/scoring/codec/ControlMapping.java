package io.holoward.scoring.codec;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.schema.ControlAction;
import io.holoward.telemetry.format.Reading.Invalid;
import java.time.Instant;

/** Between the Avro records of the control topic and operators' commands. */
public final class ControlMapping {

  private ControlMapping() {}

  /**
   * The command a record gives.
   *
   * @throws DecodeException when a field makes no sense
   */
  public static ControlCommand toCommand(io.holoward.schema.ControlCommand given)
      throws DecodeException {
    String id = FieldMapping.required("id", given.getId());
    String organisation = FieldMapping.required("organisation", given.getOrganisation());
    Action action = action(given.getAction());
    String pattern = FieldMapping.required("processPattern", given.getProcessPattern());
    long effectiveTime = FieldMapping.time("effectiveTime", given.getEffectiveTime());
    String issuedBy = FieldMapping.required("issuedBy", given.getIssuedBy());
    try {
      return new ControlCommand(id, organisation, action, pattern, effectiveTime, issuedBy);
    } catch (IllegalArgumentException malformedPattern) {
      throw new DecodeException(
          Invalid.INVALID_FIELD, "processPattern: " + malformedPattern.getMessage());
    }
  }

  /** The record of a command. */
  public static io.holoward.schema.ControlCommand toRecord(ControlCommand command) {
    return new io.holoward.schema.ControlCommand(
        command.id(),
        command.organisation(),
        toSymbol(command.action()),
        command.processPattern(),
        Instant.ofEpochMilli(command.effectiveTime()),
        command.issuedBy());
  }

  private static Action action(ControlAction symbol) throws DecodeException {
    return switch (symbol) {
      case LOCK -> Action.LOCK;
      case UNLOCK -> Action.UNLOCK;
      case RELEARN -> Action.RELEARN;
      case PROMOTE -> Action.PROMOTE;
      case UNKNOWN ->
          throw new DecodeException(
              Invalid.INVALID_FIELD,
              "action: expected LOCK, UNLOCK, RELEARN or PROMOTE, found UNKNOWN");
    };
  }

  private static ControlAction toSymbol(Action action) {
    return switch (action) {
      case LOCK -> ControlAction.LOCK;
      case UNLOCK -> ControlAction.UNLOCK;
      case RELEARN -> ControlAction.RELEARN;
      case PROMOTE -> ControlAction.PROMOTE;
    };
  }
}
