package io.holoward.cli.simulate;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the records of a recording belong to, as gzipped CSV: the file's name without its suffix,
 * the record's number in it, the event's id in the Windows log it would be from, and the label.
 * Records that are not listed are background; those of harmless updates are listed as {@code
 * update:} and the update's name.
 */
final class LabelFile implements Closeable {
  private final BufferedWriter lines;
  private long labelled;

  LabelFile(Path file) throws IOException {
    lines = FastGzip.text(file);
    lines.write("scenario,line,EventID,label\n");
  }

  void add(String scenario, long position, TelemetryEvent event, String label) throws IOException {
    lines.write(scenario + ',' + position + ',' + eventId(event) + ',' + label + '\n');
    labelled++;
  }

  private static String eventId(TelemetryEvent event) {
    if (event instanceof ProcessStartEvent) {
      return "1";
    }
    if (event instanceof ConnectionEvent connection) {
      return connection.sensor() == Sensor.SYSMON ? "3" : "5156";
    }
    return event instanceof FlowEvent ? "flow" : "5158";
  }

  /** How many records have a label. */
  long labelled() {
    return labelled;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
