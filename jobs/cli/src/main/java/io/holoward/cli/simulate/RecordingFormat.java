package io.holoward.cli.simulate;

import java.io.IOException;
import java.nio.file.Path;

/** How a recording is written. Flows are Avro in any case. */
public enum RecordingFormat {
  /** Containers of {@code io.holoward.schema.ProcessEvent}: smaller, and written faster. */
  AVRO(".avro") {
    @Override
    RecordFile open(Path file) throws IOException {
      return AvroFile.ofEvents(file);
    }
  },
  /** Lines of JSON as Sysmon and the Security log are exported. */
  SYSMON(".jsonl.gz") {
    @Override
    RecordFile open(Path file) throws IOException {
      return new SysmonFile(file);
    }
  };

  private final String suffix;

  RecordingFormat(String suffix) {
    this.suffix = suffix;
  }

  /** What the names of its files end with. */
  String suffix() {
    return suffix;
  }

  /** A new file of process starts, connections and listeners. */
  abstract RecordFile open(Path file) throws IOException;
}
