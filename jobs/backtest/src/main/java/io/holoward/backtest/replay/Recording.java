package io.holoward.backtest.replay;

import io.holoward.backtest.evaluation.Coverage;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Recorded telemetry, sorted by event time and divided by host, ready to be replayed: however the
 * files overlap and in whatever order they are given, and however partitions are interleaved,
 * nothing is late because of the order of reading.
 *
 * <p>Where records stand in the order of their arrival, that order is kept within each input: a
 * record is sorted by the latest event time that its input had reached with it.
 */
public final class Recording {

  /** IPv4, or IPv6, which may end in IPv4. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final boolean isInOrderOfArrival;
  private final Map<Integer, Long> reached = new HashMap<>();
  private final int parts;
  private final List<ControlCommand> commands = new ArrayList<>();
  private final Set<String> sources = new TreeSet<>();
  private final Predicate<TelemetryEvent> wanted;
  private final HostDays hostDays = new HostDays();
  private List<List<Path>> runs = List.of();
  private long records;
  private long events;
  private long leftOut;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;
  private long disorder;

  private Recording(boolean isInOrderOfArrival, int parts, Predicate<TelemetryEvent> wanted) {
    this.isInOrderOfArrival = isInOrderOfArrival;
    this.parts = parts;
    this.wanted = wanted;
  }

  /** Reads and sorts all records, whatever they tell of. */
  public static Recording prepare(
      TelemetrySource telemetry,
      Path directory,
      int parts,
      Duration maxAhead,
      TelemetrySource.Progress progress)
      throws IOException {
    return prepare(telemetry, directory, parts, maxAhead, event -> true, progress);
  }

  /**
   * Reads and sorts the records that are wanted.
   *
   * @param telemetry what to read
   * @param directory an empty directory for the sorted records
   * @param parts how many subtasks will replay them
   * @param maxAhead as for {@link TelemetrySource#read}
   * @param wanted which events to take; whatever is no event is taken
   * @param progress is told how far the reading has come, now and then
   */
  public static Recording prepare(
      TelemetrySource telemetry,
      Path directory,
      int parts,
      Duration maxAhead,
      Predicate<TelemetryEvent> wanted,
      TelemetrySource.Progress progress)
      throws IOException {
    Recording recording = new Recording(telemetry.isInOrderOfArrival(), parts, wanted);
    try (Spooling spooling = new Spooling(directory, parts)) {
      telemetry.read(
          maxAhead,
          (stream, input, position, record) ->
              recording.add(spooling, stream, input, position, record),
          progress);
      recording.runs = spooling.finish();
    }
    return recording;
  }

  private void add(
      Spooling spooling, SourceStream stream, int input, SourcePosition position, Decoded record)
      throws IOException {
    TelemetryEvent event = record.event();
    sources.add(position.name());
    if (event != null && !wanted.test(event)) {
      leftOut++;
      return;
    }
    records++;
    Replayed replayed = new Replayed(stream, record);
    if (event == null) {
      if (record.control() != null) {
        commands.add(record.control());
      }
      spooling.add(
          new Spooling.Placed(0, Decoded.NO_TIMESTAMP, input, position.position(), replayed));
      return;
    }
    events++;
    long time = event.eventTime();
    earliest = Math.min(earliest, time);
    latest = Math.max(latest, time);
    long order = isInOrderOfArrival ? reached.merge(input, time, Math::max) : time;
    disorder = Math.max(disorder, order - time);
    String host = shortName(event.host());
    hostDays.add(host.toLowerCase(Locale.ROOT), time);
    int part = Math.floorMod(host.hashCode(), parts);
    spooling.add(new Spooling.Placed(part, order, input, position.position(), replayed));
  }

  /**
   * The first label of the name: a short name and a full name may be one host. An address has no
   * labels.
   */
  private static String shortName(String host) {
    int dot = host.indexOf('.');
    return dot < 0 || ADDRESS.matcher(host).matches() ? host : host.substring(0, dot);
  }

  /**
   * The source that replays the recording, at a parallelism of as many as it has parts. A part
   * without records is no split: Flink's reader takes the first element of a split unasked.
   */
  public ReplaySource source() {
    List<ReplaySplit> splits = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      if (!runs.get(i).isEmpty()) {
        splits.add(new ReplaySplit(i, runs.get(i).stream().map(Path::toString).toList(), 0));
      }
    }
    return new ReplaySource(splits);
  }

  /** All events in the order of the replay, whatever stream they belong to. */
  public Iterator<TelemetryEvent> inOrder() {
    List<String> files = runs.stream().flatMap(List::stream).map(Path::toString).toList();
    ReplayIterator all = new ReplaySplit(0, files, 0).getIterator();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED), false)
        .map(replayed -> replayed.record().event())
        .filter(Objects::nonNull)
        .iterator();
  }

  /** The number of records taken, of whatever kind. */
  public long records() {
    return records;
  }

  /** The events that were not wanted. */
  public long leftOut() {
    return leftOut;
  }

  /** What it covers; hosts and days by records with an event time. */
  public Coverage coverage() {
    return new Coverage(sources, hostDays.hosts(), hostDays.count());
  }

  /** The number of those that tell of an event. */
  public long events() {
    return events;
  }

  /** The commands of operators among them. */
  public List<ControlCommand> commands() {
    return List.copyOf(commands);
  }

  /** Smallest event time in milliseconds; {@link Long#MAX_VALUE} when no record has one. */
  public long earliest() {
    return earliest;
  }

  /** Largest event time in milliseconds; {@link Long#MIN_VALUE} when no record has one. */
  public long latest() {
    return latest;
  }

  /** How far, at most, an event comes after a later one of its subtask, in milliseconds. */
  long disorder() {
    return disorder;
  }

  /** The number of subtasks that replay it. */
  public int parts() {
    return parts;
  }
}
