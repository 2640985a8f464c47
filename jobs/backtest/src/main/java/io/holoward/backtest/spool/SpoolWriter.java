package io.holoward.backtest.spool;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes frames to disk in sorted runs, however many there are, in bounded memory: the first half
 * of an external merge sort whose second half is {@link SpoolReader}. Frames with equal keys keep
 * the order they were added in.
 */
public final class SpoolWriter implements AutoCloseable {

  /** Bytes of frames held before a run is written. */
  public static final long DEFAULT_RUN_BYTES = 64L << 20;

  private final Path directory;
  private final String name;
  private final long runBytes;
  private final List<Path> runs = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private long bytes;

  /**
   * @param directory an existing directory for the runs
   * @param name what the names of the run files begin with; unique in the directory
   * @param runBytes how many bytes of frames to hold before a run is written
   */
  public SpoolWriter(Path directory, String name, long runBytes) {
    this.directory = directory;
    this.name = name;
    this.runBytes = runBytes;
  }

  /** Adds a frame. */
  public void add(Frame frame) throws IOException {
    frames.add(frame);
    bytes += frame.payload().length + Frame.OVERHEAD;
    if (bytes >= runBytes) {
      writeRun();
    }
  }

  /** Writes what is still held. */
  @Override
  public void close() throws IOException {
    if (!frames.isEmpty()) {
      writeRun();
    }
  }

  /** The files written so far, in the order of writing. */
  public List<Path> runs() {
    return List.copyOf(runs);
  }

  private void writeRun() throws IOException {
    frames.sort(Frame.ORDER);
    Path run = directory.resolve("%s-%05d.run".formatted(name, runs.size()));
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
      for (Frame frame : frames) {
        out.writeLong(frame.time());
        out.writeLong(frame.major());
        out.writeLong(frame.minor());
        out.writeInt(frame.payload().length);
        out.write(frame.payload());
      }
    }
    runs.add(run);
    frames.clear();
    bytes = 0;
  }
}
