package io.holoward.telemetry.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Uncompresses gzip (RFC 1952), one member after the other, and hands out every byte before a
 * damage before it tells of it. The JDK's GZIPInputStream overlooks the members after the first
 * where the input comes in pieces, as on a pipe, and takes a damaged second header for the end.
 */
final class GzipMembers extends InputStream {

  private static final int BUFFER = 1 << 14;
  private static final int DEFLATE = 8;
  private static final int CHECKSUM_FLAG = 1 << 1;
  private static final int EXTRA_FLAG = 1 << 2;
  private static final int NAME_FLAG = 1 << 3;
  private static final int COMMENT_FLAG = 1 << 4;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[BUFFER];
  private int position;
  private int limit;
  private boolean inMember;
  private IOException damage;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  static boolean isMagic(byte[] beginning) {
    return beginning.length >= 2 && beginning[0] == 0x1f && beginning[1] == (byte) 0x8b;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (damage != null) {
      throw damage;
    }
    try {
      while (length > 0) {
        if (!inMember && !beginMember()) {
          return -1;
        }
        int count = inflate(target, offset, length);
        if (count > 0) {
          return count;
        }
      }
      return 0;
    } catch (IOException e) {
      damage = e;
      throw e;
    }
  }

  /** A piece of the member's data, or 0 at its end. */
  private int inflate(byte[] target, int offset, int length) throws IOException {
    while (true) {
      int count = inflateOnce(target, offset, length);
      if (count > 0) {
        return count;
      }
      if (inflater.finished()) {
        endMember();
        return 0;
      }
      if (position == limit && !fill()) {
        throw new EOFException("the gzip data ends in the middle (is the file truncated?)");
      }
      inflater.setInput(input, position, limit - position);
      position = limit;
    }
  }

  private int inflateOnce(byte[] target, int offset, int length) throws IOException {
    long before = inflater.getBytesWritten();
    int count;
    try {
      count = inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      damage = new ZipException("the gzip data is corrupt: " + e.getMessage());
      count = (int) (inflater.getBytesWritten() - before);
      if (count == 0) {
        throw damage;
      }
    }
    checksum.update(target, offset, count);
    return count;
  }

  /** False at the end of the input; zeros that pad it are part of no member. */
  private boolean beginMember() throws IOException {
    int first = next();
    while (first == 0) {
      first = next();
    }
    if (first < 0) {
      return false;
    }
    if (first != 0x1f || required() != 0x8b || required() != DEFLATE) {
      throw new ZipException("something other than gzip data follows its end");
    }
    int flags = required();
    skip(6);
    if ((flags & EXTRA_FLAG) != 0) {
      skip(required() | required() << 8);
    }
    if ((flags & NAME_FLAG) != 0) {
      skipText();
    }
    if ((flags & COMMENT_FLAG) != 0) {
      skipText();
    }
    if ((flags & CHECKSUM_FLAG) != 0) {
      skip(2);
    }
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    long expectedChecksum = unsignedInt();
    long expectedSize = unsignedInt();
    boolean sound =
        expectedChecksum == checksum.getValue()
            && expectedSize == (inflater.getBytesWritten() & 0xffff_ffffL);
    if (!sound) {
      throw new ZipException("the gzip data is corrupt: its checksum differs");
    }
    inMember = false;
  }

  private long unsignedInt() throws IOException {
    return required() | required() << 8 | required() << 16 | (long) required() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      required();
    }
  }

  private void skipText() throws IOException {
    int character;
    do {
      character = required();
    } while (character != 0);
  }

  private int required() throws IOException {
    int value = next();
    if (value < 0) {
      throw new EOFException("the gzip data ends in the middle (is the file truncated?)");
    }
    return value;
  }

  private int next() throws IOException {
    return position == limit && !fill() ? -1 : input[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    int count = in.read(input, 0, BUFFER);
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
