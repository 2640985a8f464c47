package io.holoward.scoring.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes of an operator's state that are made when a checkpoint writes them, in its own thread and
 * piece by piece: while it is taken the operator stands still, and with it all events behind it.
 */
public final class DeferredBytes {

  private final Source source;

  /** Makes the bytes. */
  public interface Source {

    /** Writes them, from what nobody changes any more; each time the same. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The bytes that a source will make. */
  public DeferredBytes(Source source) {
    this.source = source;
  }

  void writeTo(OutputStream out) throws IOException {
    source.writeTo(out);
  }

  /** All of them. */
  public byte[] get() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    source.writeTo(bytes);
    return bytes.toByteArray();
  }
}
