package io.holoward.cli.simulate;

import io.holoward.detection.observation.TelemetryEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Records in one file for each day (UTC) of event time, in which they come. */
final class DailyFiles implements Closeable {

  /** Opens a new file. */
  @FunctionalInterface
  interface Opener {
    RecordFile open(Path file) throws IOException;
  }

  private final Path directory;
  private final String kind;
  private final String suffix;
  private final Opener opener;
  private RecordFile file;
  private long day = Long.MIN_VALUE;
  private String name;
  private long position;
  private long records;

  /**
   * @param kind what the names of the files begin with
   * @param suffix what they end with
   */
  DailyFiles(Path directory, String kind, String suffix, Opener opener) {
    this.directory = directory;
    this.kind = kind;
    this.suffix = suffix;
    this.opener = opener;
  }

  void append(TelemetryEvent event) throws IOException {
    long dayOfEvent = Math.floorDiv(event.eventTime(), TimeUnit.DAYS.toMillis(1));
    if (dayOfEvent != day) {
      close();
      day = dayOfEvent;
      LocalDate date =
          Instant.ofEpochMilli(event.eventTime()).atOffset(ZoneOffset.UTC).toLocalDate();
      name = kind + '-' + date;
      position = 0;
      file = opener.open(directory.resolve(name + suffix));
    }
    file.append(event);
    position++;
    records++;
  }

  /** The name of the file of the last record, without its suffix. */
  String name() {
    return name;
  }

  /** The number of the last record in its file, from 1 on, as readers count them. */
  long position() {
    return position;
  }

  /** How many records there are in all files. */
  long records() {
    return records;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
