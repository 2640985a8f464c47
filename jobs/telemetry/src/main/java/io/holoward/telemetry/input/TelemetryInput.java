package io.holoward.telemetry.input;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.telemetry.format.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/**
 * The records of files and folders, one file after the other, not yet read by a format.
 *
 * <p>Gzip is told by its content, whatever the file's name. A path {@code -} is the standard input.
 * Once open, nothing that is wrong with an input is an exception: what could be read comes out, the
 * damage itself is one faulty record ({@link RawLine#fault}) and the next file follows. For one
 * thread.
 */
public final class TelemetryInput implements Iterator<RawLine>, Closeable {

  private final Queue<InputFile> files;
  private final InputStream standardInput;
  private InputFile.Opened current;
  private RawLine upcoming;
  private boolean looked;

  private TelemetryInput(List<InputFile> files, InputStream standardInput) {
    this.files = new ArrayDeque<>(files);
    this.standardInput = standardInput;
  }

  /**
   * Finds the files. A folder stands for all files in and below it, sorted by path, without those
   * whose own or a folder's name begins with a dot or an underscore: they are hidden, or a job
   * still writes them.
   *
   * @throws InputException if a path does not exist, cannot be read, or is an empty folder
   */
  public static TelemetryInput open(List<Path> paths) {
    return open(paths, System.in);
  }

  static TelemetryInput open(List<Path> paths, InputStream standardInput) {
    return new TelemetryInput(InputFile.find(paths), standardInput);
  }

  @Override
  public boolean hasNext() {
    if (!looked) {
      upcoming = lookAhead();
      looked = true;
    }
    return upcoming != null;
  }

  @Override
  public RawLine next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the input is at its end");
    }
    looked = false;
    return upcoming;
  }

  /** The name of the format that the file of the last record looks like. */
  Optional<String> format() {
    return current == null ? Optional.empty() : current.format();
  }

  private RawLine lookAhead() {
    while (true) {
      RawLine line = current == null ? null : current.records().next();
      if (line != null) {
        return line;
      }
      closeQuietly();
      InputFile file = files.poll();
      if (file == null) {
        return null;
      }
      try {
        current = file.open(standardInput);
      } catch (IOException e) {
        return RawLine.faulty(
            new byte[0],
            new SourcePosition(file.name(), 1),
            Reading.Invalid.DAMAGED_INPUT,
            "cannot open the file: " + e.getMessage());
      }
    }
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // All of it has been read; there is nothing left that could be lost.
      current = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      InputFile.Opened closing = current;
      current = null;
      closing.close();
    }
  }
}
