package io.holoward.scoring.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;

/**
 * Reads the fields of one value in the order they were written.
 *
 * <p>Names that come again and again are the same {@link String} each time: they cost no garbage,
 * take no place of their own in what is kept, and are equal at a glance.
 */
public final class FieldReader {

  private static final int FIRST_CAPACITY = 512;

  private final SharedTexts shared = new SharedTexts();
  private final SharedParts parts = new SharedParts();
  private final DataInputDeserializer partIn = new DataInputDeserializer();
  private byte[] scratch = new byte[FIRST_CAPACITY];
  private DataInputView in;

  /** Reads from here on. */
  void open(DataInputView source) {
    in = source;
  }

  /** What {@link FieldWriter#writeByte} wrote, 0 to 255. */
  public int readByte() throws IOException {
    return in.readByte() & 0xFF;
  }

  /** What {@link FieldWriter#writeLong} wrote. */
  public long readLong() throws IOException {
    return in.readLong();
  }

  /** What {@link FieldWriter#writeInt} wrote. */
  public int readInt() throws IOException {
    int value = 0;
    int shift = 0;
    int read;
    do {
      read = in.readByte();
      value |= (read & FieldWriter.VARINT_MORE - 1) << shift;
      shift += FieldWriter.VARINT_BITS;
    } while ((read & FieldWriter.VARINT_MORE) != 0);
    return value;
  }

  /** What {@link FieldWriter#writeDouble} wrote. */
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  /** A text that differs each time, or null. */
  public String readText() throws IOException {
    return readText(false);
  }

  /** A text that comes again and again, or null. */
  public String readName() throws IOException {
    return readText(true);
  }

  /** What {@link FieldWriter#writePart} wrote: the same object again, if it was read before. */
  @SuppressWarnings("unchecked") // whoever wrote the form wrote a part of its type
  public <P> P readPart(PartForm<P> form) throws IOException {
    int slot = readByte() << Byte.SIZE | readByte();
    int length = readInt();
    byte[] bytes = length <= scratch.length ? scratch : new byte[length];
    in.readFully(bytes, 0, length);
    Object known = parts.part(slot, bytes, length);
    return known == null ? readAnew(form, slot, Arrays.copyOf(bytes, length)) : (P) known;
  }

  private <P> P readAnew(PartForm<P> form, int slot, byte[] bytes) throws IOException {
    DataInputView whole = in;
    partIn.setBuffer(bytes);
    in = partIn;
    P part = form.read(this);
    in = whole;
    parts.keep(slot, part, bytes);
    return part;
  }

  private String readText(boolean repeats) throws IOException {
    int mark = readInt();
    if (mark == FieldWriter.ABSENT) {
      return null;
    }
    int chars = (mark >>> 1) - 1;
    if ((mark & FieldWriter.WIDE) != 0) {
      return readWide(chars);
    }
    byte[] bytes = chars <= scratch.length ? scratch : new byte[chars];
    in.readFully(bytes, 0, chars);
    return repeats
        ? shared.latin(bytes, chars)
        : new String(bytes, 0, chars, StandardCharsets.ISO_8859_1);
  }

  /** Whatever the characters are: telemetry may hold halves of pairs, which no charset has. */
  private String readWide(int length) throws IOException {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = in.readChar();
    }
    return new String(chars);
  }
}
