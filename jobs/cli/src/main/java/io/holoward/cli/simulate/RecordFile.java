package io.holoward.cli.simulate;

import io.holoward.detection.observation.TelemetryEvent;
import java.io.Closeable;
import java.io.IOException;

/** A file of telemetry that is being written, record after record. */
interface RecordFile extends Closeable {

  void append(TelemetryEvent event) throws IOException;
}
