package io.holoward.backtest.replay;

import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolWriter;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.decode.LineDecoder;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.input.RawLine;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Recorded telemetry, sorted by event time and divided by host, ready to be replayed: however the
 * files overlap and in whatever order they are given, nothing is late because of the order of
 * reading.
 */
public final class Recording {

  private static final long PROGRESS_EVERY = 10_000;

  private static final String EVENT_AHEAD = "event-ahead";

  private final Instant end;
  private final Map<String, Integer> inputs = new HashMap<>();
  private final DecodedRecords decodedRecords = new DecodedRecords();
  private final List<SpoolWriter> parts = new ArrayList<>();
  private long records;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;

  private Recording(Instant end) {
    this.end = end;
  }

  /**
   * Reads and sorts all records.
   *
   * @param telemetry what to read
   * @param directory an empty directory for the sorted records
   * @param parts how many subtasks will replay them
   * @param end events after it are dead letters: a single wrong clock would otherwise make all that
   *     was learned before expire
   * @param progress is told the number of records read so far, now and then
   */
  public static Recording prepare(
      RecordedTelemetry telemetry, Path directory, int parts, Instant end, LongConsumer progress)
      throws IOException {
    Recording recording = new Recording(end);
    for (int i = 0; i < parts; i++) {
      recording.parts.add(
          new SpoolWriter(directory, "part-" + i, SpoolWriter.DEFAULT_RUN_BYTES / parts));
    }
    ReadContext context =
        ReadContext.of(telemetry.organisation()).with(telemetry.readProcessTable());
    try (TelemetryReader reader =
        TelemetryReader.open(telemetry.paths(), telemetry.format(), context)) {
      while (reader.hasNext()) {
        recording.add(reader.next());
        if (recording.records % PROGRESS_EVERY == 0) {
          progress.accept(recording.records);
        }
      }
    }
    for (SpoolWriter part : recording.parts) {
      part.close();
    }
    progress.accept(recording.records);
    return recording;
  }

  private void add(TelemetryReader.Item item) throws IOException {
    records++;
    SourcePosition position = item.line().position();
    int input = inputs.computeIfAbsent(position.name(), name -> inputs.size());
    Decoded decoded = LineDecoder.decoded(item.reading(), item.line().bytes(), position);
    TelemetryEvent event = decoded.event();
    if (event != null && event.eventTime() > end.toEpochMilli()) {
      decoded = Decoded.of(ahead(item.line(), event.eventTime()));
      event = null;
    }
    byte[] payload = decodedRecords.write(decoded);
    if (event == null) {
      parts.get(0).add(new Frame(Decoded.NO_TIMESTAMP, input, position.position(), payload));
      return;
    }
    long time = event.eventTime();
    earliest = Math.min(earliest, time);
    latest = Math.max(latest, time);
    parts.get(partOf(event.host())).add(new Frame(time, input, position.position(), payload));
  }

  private static DeadLetter ahead(RawLine line, long time) {
    return new DeadLetter(
        line.bytes(),
        line.position(),
        EVENT_AHEAD,
        "the event time %s lies in the future; correct the clock, or raise time.max-ahead"
            .formatted(Instant.ofEpochMilli(time)));
  }

  /** By the first label of the name: a short name and a full name may be one host. */
  private int partOf(String host) {
    int dot = host.indexOf('.');
    String label = dot < 0 ? host : host.substring(0, dot);
    return Math.floorMod(label.hashCode(), parts.size());
  }

  /**
   * The source that replays the recording, at a parallelism of as many as it has parts. A part
   * without records is no split: Flink's reader takes the first element of a split unasked.
   */
  public ReplaySource source() {
    List<ReplaySplit> splits = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      List<String> runs = parts.get(i).runs().stream().map(Path::toString).toList();
      if (!runs.isEmpty()) {
        splits.add(new ReplaySplit(i, runs, 0));
      }
    }
    return new ReplaySource(splits);
  }

  /** The number of records, of whatever kind. */
  public long records() {
    return records;
  }

  /** Smallest event time in milliseconds; {@link Long#MAX_VALUE} when no record has one. */
  public long earliest() {
    return earliest;
  }

  /** Largest event time in milliseconds; {@link Long#MIN_VALUE} when no record has one. */
  public long latest() {
    return latest;
  }

  /** The number of subtasks that replay it. */
  public int parts() {
    return parts.size();
  }
}
