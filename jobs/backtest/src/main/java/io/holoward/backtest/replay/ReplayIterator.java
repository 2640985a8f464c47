package io.holoward.backtest.replay;

import io.holoward.backtest.spool.SpoolReader;
import io.holoward.scoring.decode.Decoded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;

/** The records of a split in the order of their event times. */
public final class ReplayIterator implements Iterator<Decoded> {

  private final SpoolReader frames;
  private final DecodedRecords records = new DecodedRecords();
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
  public Decoded next() {
    consumed++;
    return records.read(frames.next().payload());
  }
}
