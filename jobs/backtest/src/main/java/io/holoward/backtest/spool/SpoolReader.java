package io.holoward.backtest.spool;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Merges sorted runs into one sorted sequence of frames, one frame of each run in memory. */
public final class SpoolReader implements Iterator<Frame>, AutoCloseable {

  private final PriorityQueue<Run> runs =
      new PriorityQueue<>(
          Comparator.comparing((Run run) -> run.head, Frame.ORDER)
              .thenComparingInt(run -> run.index));

  /**
   * @param files the runs of one or several writers; earlier ones win where keys are equal
   */
  public SpoolReader(List<Path> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      Run run = new Run(i, files.get(i));
      if (run.advance()) {
        runs.add(run);
      }
    }
  }

  @Override
  public boolean hasNext() {
    return !runs.isEmpty();
  }

  @Override
  public Frame next() {
    Run run = runs.poll();
    if (run == null) {
      throw new NoSuchElementException();
    }
    Frame frame = run.head;
    try {
      if (run.advance()) {
        runs.add(run);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + run.file, e);
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    for (Run run : runs) {
      run.in.close();
    }
    runs.clear();
  }

  private static final class Run {
    private final int index;
    private final Path file;
    private final DataInputStream in;
    private Frame head;

    Run(int index, Path file) throws IOException {
      this.index = index;
      this.file = file;
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    boolean advance() throws IOException {
      long time;
      try {
        time = in.readLong();
      } catch (EOFException endOfRun) {
        in.close();
        return false;
      }
      long major = in.readLong();
      long minor = in.readLong();
      byte[] payload = new byte[in.readInt()];
      in.readFully(payload);
      head = new Frame(time, major, minor, payload);
      return true;
    }
  }
}
