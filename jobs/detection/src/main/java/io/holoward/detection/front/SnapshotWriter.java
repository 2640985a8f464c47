package io.holoward.detection.front;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.SourcePosition;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a compact snapshot: numbers in as few bytes as they need, each text once and referred to
 * afterwards. Either all of it into one array, or piece by piece into a stream.
 */
final class SnapshotWriter {

  static final int NULL_TEXT = 0;
  static final int NEW_TEXT = 1;
  static final int FIRST_REFERENCE = 2;

  private static final int INITIAL_CAPACITY = 1024;
  private static final int PIECE = 1 << 16;
  private static final int MAX_NUMBER_BYTES = 10;

  /** Where full pieces go; null where all is to be one array. */
  private final OutputStream out;

  private byte[] bytes;
  private int size;
  private final TextNumbers texts = new TextNumbers();

  SnapshotWriter(int version) {
    this(version, null, INITIAL_CAPACITY);
  }

  /**
   * @param out gets pieces of at least {@value #PIECE} bytes, but for the last
   */
  SnapshotWriter(int version, OutputStream out) {
    this(version, out, 2 * PIECE);
  }

  private SnapshotWriter(int version, OutputStream out, int capacity) {
    this.out = out;
    this.bytes = new byte[capacity];
    number(version);
  }

  /** Seven bits a byte, lowest first; small negative numbers are as short as small positive. */
  void number(long value) {
    reserve(MAX_NUMBER_BYTES);
    long zigzag = value << 1 ^ value >> 63;
    while ((zigzag & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((zigzag & 0x7f) | 0x80);
      zigzag >>>= 7;
    }
    bytes[size++] = (byte) zigzag;
  }

  void flag(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  void text(String text) {
    if (text == null) {
      number(NULL_TEXT);
      return;
    }
    int written = texts.of(text);
    if (written != TextNumbers.NEW) {
      number((long) FIRST_REFERENCE + written);
      return;
    }
    number(NEW_TEXT);
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  void constant(Enum<?> constant) {
    text(constant.name());
  }

  void host(HostId host) {
    text(host.organisation());
    text(host.host());
  }

  void endpoint(Endpoint endpoint) {
    text(endpoint.address());
    number(endpoint.port());
  }

  void position(SourcePosition position) {
    text(position.name());
    number(position.position());
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Hands over the last piece. */
  void flush() throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }

  private void reserve(int more) {
    if (out != null && size >= PIECE) {
      try {
        flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
