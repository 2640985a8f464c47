package io.holoward.entropy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Reads what {@link StoredWriter} wrote; whatever is not exactly that is refused with a reason. */
final class StoredReader {

  private final String what;
  private final ByteBuffer in;

  /**
   * @param what how messages call the content
   * @param version the version this code reads
   */
  StoredReader(String what, String kind, int version, byte[] stored) {
    this.what = what;
    int header = kind.length() + 1;
    if (stored.length < header + Integer.BYTES) {
      throw refuse("it has only " + stored.length + " bytes");
    }
    String found = new String(stored, 0, kind.length(), StandardCharsets.US_ASCII);
    if (!found.equals(kind)) {
      throw refuse("it does not begin with " + kind);
    }
    if (stored[kind.length()] != version) {
      throw refuse("its version is " + stored[kind.length()] + ", this release reads " + version);
    }
    int content = stored.length - Integer.BYTES;
    CRC32 checksum = new CRC32();
    checksum.update(stored, 0, content);
    if (ByteBuffer.wrap(stored, content, Integer.BYTES).getInt() != (int) checksum.getValue()) {
      throw refuse("its checksum does not match");
    }
    in = ByteBuffer.wrap(stored, header, content - header);
  }

  long readNumber() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      long next = readByte();
      number |= (next & 0x7F) << shift;
      if (next >= 0) {
        if (number < 0) {
          break;
        }
        return number;
      }
    }
    throw refuse("a number in it is out of range");
  }

  /** A number that must be below a limit, such as an index or a size. */
  int readBelow(long limit) {
    long number = readNumber();
    if (number >= limit) {
      throw refuse("it holds " + number + " where less than " + limit + " is possible");
    }
    return (int) number;
  }

  /** The number of entries that follow; each takes at least one byte. */
  int readSize() {
    long size = readNumber();
    if (size > in.remaining()) {
      throw refuse("it ends too early");
    }
    return (int) size;
  }

  double readDouble() {
    if (in.remaining() < Double.BYTES) {
      throw refuse("it ends too early");
    }
    return in.getDouble();
  }

  String readText() {
    byte[] bytes = new byte[readSize()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void requireEnd() {
    if (in.hasRemaining()) {
      throw refuse(in.remaining() + " bytes follow its end");
    }
  }

  IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException("Not " + what + ": " + reason);
  }

  private byte readByte() {
    if (!in.hasRemaining()) {
      throw refuse("it ends too early");
    }
    return in.get();
  }
}
