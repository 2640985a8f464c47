package io.holoward.scoring.exchange;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputView;

/** Collects the fields of one value, and hands them over at once; see {@link FieldReader}. */
public final class FieldWriter {

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** A varint takes seven bits a byte; the eighth tells that more follow. */
  static final int VARINT_BITS = 7;

  static final int VARINT_MORE = 1 << VARINT_BITS;

  /** Stands for an absent text where twice its length and two stand otherwise. */
  static final int ABSENT = 0;

  /** Added to that where a character takes two bytes. */
  static final int WIDE = 1;

  private static final int FIRST_CAPACITY = 512;

  /** What one very long value took is given back. */
  private static final int LARGEST_CAPACITY = 1 << 16;

  private static final int MAX_VARINT = 5;

  private final SharedParts shared = new SharedParts();
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int length;

  /** Writes the lowest eight bits. */
  public void writeByte(int value) {
    require(1);
    buffer[length++] = (byte) value;
  }

  /** Writes eight bytes. */
  public void writeLong(long value) {
    require(Long.BYTES);
    LONG.set(buffer, length, value);
    length += Long.BYTES;
  }

  /** Writes a small number in few bytes; one below zero takes five. */
  public void writeInt(int value) {
    require(MAX_VARINT);
    int rest = value;
    while ((rest & -VARINT_MORE) != 0) {
      buffer[length++] = (byte) (rest | VARINT_MORE);
      rest >>>= VARINT_BITS;
    }
    buffer[length++] = (byte) rest;
  }

  /** Writes a number of 64 bits. */
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /** Writes a text, one byte a character where all are of Latin-1, or null. */
  public void writeText(String text) {
    if (text == null) {
      writeInt(ABSENT);
      return;
    }
    int chars = text.length();
    int begin = length;
    writeInt(chars + 1 << 1);
    require(chars);
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c > 0xFF) {
        length = begin;
        writeWide(text);
        return;
      }
      buffer[length + i] = (byte) c;
    }
    length += chars;
  }

  /**
   * Writes a part that many values have in common: the second time it costs next to nothing.
   *
   * @param hash the same for equal parts, and well spread
   */
  public <P> void writePart(int hash, P part, PartForm<P> form) {
    int slot = SharedParts.slot(hash);
    byte[] known = shared.form(slot, part);
    if (known == null) {
      known = formOf(part, form);
      shared.keep(slot, part, known);
    }
    writeShort(slot);
    writeInt(known.length);
    require(known.length);
    System.arraycopy(known, 0, buffer, length, known.length);
    length += known.length;
  }

  private <P> byte[] formOf(P part, PartForm<P> form) {
    int begin = length;
    form.write(part, this);
    byte[] bytes = Arrays.copyOfRange(buffer, begin, length);
    length = begin;
    return bytes;
  }

  private void writeShort(int value) {
    writeByte(value >> Byte.SIZE);
    writeByte(value);
  }

  private void writeWide(String text) {
    int chars = text.length();
    writeInt(chars + 1 << 1 | WIDE);
    require(2 * chars);
    for (int i = 0; i < chars; i++) {
      buffer[length++] = (byte) (text.charAt(i) >> 8);
      buffer[length++] = (byte) text.charAt(i);
    }
  }

  private void require(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
  }

  /** Hands over what was written since it last did. */
  void flush(DataOutputView out) throws IOException {
    int written = length;
    length = 0;
    out.write(buffer, 0, written);
    if (buffer.length > LARGEST_CAPACITY) {
      buffer = new byte[FIRST_CAPACITY];
    }
  }
}
