package io.holoward.backtest.replay;

import io.holoward.backtest.spool.SpoolReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;

/** The records of a split in the order of their event times. */
public final class ReplayIterator implements Iterator<Replayed> {

  private final SpoolReader frames;
  private final SpooledRecords<Replayed> records = new SpooledRecords<>(Replayed.class);
  private long consumed;

  ReplayIterator(ReplaySplit split) {
    try {
      frames = new SpoolReader(split.runs().stream().map(Path::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the replay", e);
    }
    while (consumed < split.consumed() && frames.hasNext()) {
      frames.next();
      consumed++;
    }
  }

  /** Frames replayed so far. */
  long consumed() {
    return consumed;
  }

  @Override
  public boolean hasNext() {
    return frames.hasNext();
  }

  @Override
  public Replayed next() {
    consumed++;
    return records.read(frames.next().payload());
  }
}
