package io.holoward.detection.front;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a front has learned, as it was when this was taken. To take it is a copy of plain columns;
 * to write it takes ten times as long, and may be done later and by another thread. It is written
 * piece by piece, because tens of megabytes in one array with each checkpoint are what collectors
 * are worst at.
 */
public final class LearnedSnapshot {

  private final int version;
  private final List<Consumer<SnapshotWriter>> parts;

  LearnedSnapshot(int version, List<Consumer<SnapshotWriter>> parts) {
    this.version = version;
    this.parts = parts;
  }

  /** Writes it; each time the same bytes. */
  public void writeTo(OutputStream out) throws IOException {
    SnapshotWriter writer = new SnapshotWriter(version, out);
    try {
      parts.forEach(part -> part.accept(writer));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    writer.flush();
  }

  /** The bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
