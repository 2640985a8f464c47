package io.holoward.cli.replay;

import io.holoward.schema.Alarm;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/** Records of telemetry at another time. */
final class ShiftedRecord {

  private ShiftedRecord() {}

  /** Moves every time in a record of a source topic. */
  static void shift(SpecificRecord record, Duration by) {
    if (record instanceof Flow flow) {
      flow.setEventTime(flow.getEventTime().plus(by));
      if (flow.getStartTime() != null) {
        flow.setStartTime(flow.getStartTime().plus(by));
      }
    } else if (record instanceof Alarm alarm) {
      alarm.setEventTime(alarm.getEventTime().plus(by));
    } else {
      ProcessEvent event = (ProcessEvent) record;
      event.setEventTime(event.getEventTime().plus(by));
    }
  }
}
