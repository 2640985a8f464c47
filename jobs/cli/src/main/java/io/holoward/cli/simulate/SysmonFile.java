package io.holoward.cli.simulate;

import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.telemetry.simulator.SysmonJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Gzipped lines of JSON as Sysmon and the Security log are exported, for Linux hosts likewise. */
final class SysmonFile implements RecordFile {
  private final BufferedWriter lines;

  SysmonFile(Path file) throws IOException {
    lines = FastGzip.text(file);
  }

  @Override
  public void append(TelemetryEvent event) throws IOException {
    lines.write(SysmonJson.write(event));
    lines.write('\n');
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
