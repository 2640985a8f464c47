package io.holoward.telemetry.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Tells whether an Avro container file ended where its last block ends, which is with the file's
 * sync marker. Avro's own reader takes a file that was cut off for one that ended.
 */
final class ContainerTail extends FilterInputStream {

  private static final int MAGIC = 4;
  private static final int MARKER = 16;
  private static final int MAX_HEADER = 1 << 20;

  private final byte[] marker;
  private byte[] last = new byte[0];

  private ContainerTail(InputStream in, byte[] marker) {
    super(in);
    this.marker = marker;
  }

  /**
   * @param in at the start of a container file; has to support marks
   * @throws IOException if the file's header is broken
   */
  static ContainerTail over(InputStream in) throws IOException {
    in.mark(MAX_HEADER);
    BinaryDecoder header = DecoderFactory.get().directBinaryDecoder(in, null);
    header.skipFixed(MAGIC);
    for (long entries = header.readMapStart(); entries > 0; entries = header.mapNext()) {
      for (long i = 0; i < entries; i++) {
        header.skipString();
        header.skipBytes();
      }
    }
    byte[] marker = new byte[MARKER];
    header.readFixed(marker);
    in.reset();
    return new ContainerTail(in, marker);
  }

  /** To be asked once the end of the stream was read. */
  boolean endsWithABlock() {
    return Arrays.equals(last, marker);
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      remember(new byte[] {(byte) value}, 0, 1);
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      remember(target, offset, count);
    }
    return count;
  }

  private void remember(byte[] bytes, int offset, int count) {
    int fresh = Math.min(count, MARKER);
    int kept = Math.min(last.length, MARKER - fresh);
    byte[] tail = Arrays.copyOfRange(last, last.length - kept, last.length + fresh);
    System.arraycopy(bytes, offset + count - fresh, tail, kept, fresh);
    last = tail;
  }
}
