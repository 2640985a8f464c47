package io.holoward.cli.replay;

import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolReader;
import io.holoward.backtest.spool.SpoolWriter;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Lines as they stand in the files, for a topic that carries their format. Lines that tell of no
 * event have no time to be sent at: they are left out. Their times cannot be moved.
 */
public final class RawFeed implements Feed {

  private static final long PROGRESS_EVERY = 10_000;

  private final String topic;
  private final SpoolWriter spool;
  private final Map<String, Integer> inputs = new HashMap<>();
  private SpoolReader frames;
  private long size;
  private long lines;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;

  private RawFeed(String topic, Path directory) {
    this.topic = topic;
    this.spool = new SpoolWriter(directory, "lines", SpoolWriter.DEFAULT_RUN_BYTES);
  }

  /**
   * Reads and sorts lines.
   *
   * @param lines an open reader; closed when all of them are read
   * @param directory an empty directory for the sorted lines
   * @param topic where they go
   */
  public static RawFeed read(
      TelemetryReader lines, Path directory, String topic, TelemetrySource.Progress progress)
      throws IOException {
    RawFeed feed = new RawFeed(topic, directory);
    try (TelemetryReader reader = lines) {
      while (reader.hasNext()) {
        feed.add(reader.next());
        if (feed.lines % PROGRESS_EVERY == 0) {
          progress.read(feed.lines, -1);
        }
      }
    }
    feed.spool.close();
    return feed;
  }

  private void add(TelemetryReader.Item item) throws IOException {
    lines++;
    if (!(item.reading() instanceof Reading.Event reading)) {
      return;
    }
    size++;
    TelemetryEvent event = reading.event();
    earliest = Math.min(earliest, event.eventTime());
    latest = Math.max(latest, event.eventTime());
    int input = inputs.computeIfAbsent(event.source().name(), name -> inputs.size());
    spool.add(
        new Frame(
            event.eventTime(),
            input,
            event.source().position(),
            payload(event.host(), item.line().bytes())));
  }

  private static byte[] payload(String host, byte[] line) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(host.length() + 2 + line.length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(host);
    out.write(line);
    return bytes.toByteArray();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long leftOut() {
    return lines - size;
  }

  @Override
  public Instant begin() {
    return Instant.ofEpochMilli(earliest);
  }

  @Override
  public Instant end() {
    return Instant.ofEpochMilli(latest);
  }

  /**
   * @throws IllegalArgumentException for any shift but none
   */
  @Override
  public Iterator<FeedRecord> records(Duration shift) {
    if (!shift.isZero()) {
      throw new IllegalArgumentException("the times in lines cannot be moved");
    }
    frames = open();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return frames.hasNext();
      }

      @Override
      public FeedRecord next() {
        return record(frames.next());
      }
    };
  }

  private SpoolReader open() {
    try {
      return new SpoolReader(spool.runs());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sorted lines", e);
    }
  }

  private FeedRecord record(Frame frame) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.payload()));
    try {
      String host = in.readUTF();
      return new FeedRecord(topic, frame.time(), host, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("what was spooled cannot be read", e);
    }
  }

  /** Its files stay, in the directory of whoever made it. */
  @Override
  public void close() {
    try {
      if (frames != null) {
        frames.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the sorted lines", e);
    }
  }
}
