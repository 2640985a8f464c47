package io.holoward.scoring.codec;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import org.apache.avro.specific.SpecificRecord;

/**
 * From any event of the domain to the record that its source topic carries, and an archive keeps:
 * what every reader of telemetry understood, in one form.
 */
public final class EventRecordMapping {

  private EventRecordMapping() {}

  /**
   * The record of an event: an {@link io.holoward.schema.Alarm} of an alarm, a {@link
   * io.holoward.schema.Flow} of a flow, a {@link io.holoward.schema.ProcessEvent} of anything else.
   * Decoding it again gives an equal event, but for its source, which a record does not carry.
   */
  public static SpecificRecord toRecord(TelemetryEvent event) {
    if (event instanceof AlarmEvent alarm) {
      return EventMapping.toRecord(alarm);
    }
    return event instanceof FlowEvent flow
        ? FlowMapping.toRecord(flow)
        : EventMapping.toRecord(event);
  }
}
