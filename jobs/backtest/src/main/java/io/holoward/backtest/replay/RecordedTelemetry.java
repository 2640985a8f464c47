package io.holoward.backtest.replay;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.decode.LineDecoder;
import io.holoward.scoring.topology.SourceStream;
import io.holoward.telemetry.format.ProcessTable;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.input.InputException;
import io.holoward.telemetry.input.RawLine;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Telemetry that was recorded in files.
 *
 * @param paths files and folders, or {@code -} for the standard input
 * @param format a telemetry format's name, or {@code auto}
 * @param organisation the tenant of records that name none
 * @param processTable the processes that records refer to by id; null for none
 */
public record RecordedTelemetry(
    List<Path> paths, String format, String organisation, Path processTable)
    implements TelemetrySource {

  private static final long PROGRESS_EVERY = 10_000;

  public RecordedTelemetry {
    paths = List.copyOf(paths);
  }

  /**
   * Files do not say when a record was written: it was by now. All go one way, by their content.
   */
  @Override
  public void read(Duration maxAhead, Taker taker, Progress progress) throws IOException {
    long end = Instant.now().plus(maxAhead).toEpochMilli();
    Map<String, Integer> inputs = new HashMap<>();
    long records = 0;
    try (TelemetryReader reader = open()) {
      while (reader.hasNext()) {
        TelemetryReader.Item item = reader.next();
        Decoded decoded = decoded(item, end);
        TelemetryEvent event = decoded.event();
        // Of an archive the order in which records were first read, not that of its files.
        SourcePosition position = event == null ? item.line().position() : event.source();
        int input = inputs.computeIfAbsent(position.name(), name -> inputs.size());
        taker.take(SourceStream.PROCESS_EVENTS, input, position, decoded);
        if (++records % PROGRESS_EVERY == 0) {
          progress.read(records, -1);
        }
      }
    }
    progress.read(records, records);
  }

  @Override
  public List<String> names() {
    return paths.stream().map(Path::toString).toList();
  }

  /** Files may overlap, and be given in any order. */
  @Override
  public boolean isInOrderOfArrival() {
    return false;
  }

  /**
   * Opens the files as they are, without sorting.
   *
   * @throws InputException if one cannot be read or has no known format
   */
  public TelemetryReader open() {
    return TelemetryReader.open(
        paths, format, ReadContext.of(organisation).with(readProcessTable()));
  }

  private static Decoded decoded(TelemetryReader.Item item, long end) {
    RawLine line = item.line();
    Decoded decoded = LineDecoder.decoded(item.reading(), line.bytes(), line.position());
    TelemetryEvent event = decoded.event();
    if (event == null || event.eventTime() <= end) {
      return decoded;
    }
    return Decoded.of(
        DeadLetter.ahead(line.bytes(), line.position(), event.eventTime(), "in the future"));
  }

  private ProcessTable readProcessTable() {
    if (processTable == null) {
      return ProcessTable.EMPTY;
    }
    try {
      return ProcessTable.read(processTable);
    } catch (IOException e) {
      throw new InputException(
          "cannot read the process table %s: %s".formatted(processTable, e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new InputException("%s: %s".formatted(processTable, e.getMessage()));
    }
  }
}
