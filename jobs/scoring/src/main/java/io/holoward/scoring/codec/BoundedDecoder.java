package io.holoward.scoring.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro binary from a byte array and believes no length that the bytes left could not hold.
 * Avro's own decoder allocates what a hostile record announces, up to two gigabytes, before it
 * finds that the bytes are missing. Reused from record to record; for one thread.
 */
final class BoundedDecoder extends Decoder {

  private final TextPool texts = new TextPool();
  private byte[] bytes = new byte[0];
  private int position;
  private int limit;

  /** Starts with the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  BoundedDecoder over(byte[] record, int from, int to) {
    bytes = record;
    position = from;
    limit = to;
    return this;
  }

  /** What is read, as it was given: nobody may change it. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the next byte stands. */
  int position() {
    return position;
  }

  /** Goes back to where it stood. */
  void moveTo(int earlier) {
    position = earlier;
  }

  /** Bytes not read yet. */
  int remaining() {
    return limit - position;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return bytes[take(1)] == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new AvroRuntimeException("expected an int, found " + value);
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = bytes[take(1)];
      zigzag |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new AvroRuntimeException("a number of more than 64 bits");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(littleEndian(Double.BYTES));
  }

  private long littleEndian(int length) throws IOException {
    int from = take(length);
    long bits = 0;
    for (int i = length - 1; i >= 0; i--) {
      bits = bits << Byte.SIZE | (bytes[from + i] & 0xFFL);
    }
    return bits;
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    return texts.of(bytes, take(length), length);
  }

  /**
   * Reads a text and tells what it stands for.
   *
   * @param known what texts stand for that were read before; this one is added
   * @param meaning of one that is not known; what it throws is passed on and, like null, not
   *     remembered
   */
  <T> T readText(BytesTable<T> known, Function<String, T> meaning) throws IOException {
    int length = readLength();
    int from = take(length);
    T value = known.get(bytes, from, length);
    if (value == null) {
      value = meaning.apply(texts.of(bytes, from, length));
      if (value != null) {
        known.put(bytes, from, length, value);
      }
    }
    return value;
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    Utf8 text = old == null ? new Utf8() : old;
    int length = readLength();
    int from = take(length);
    text.setByteLength(length);
    System.arraycopy(bytes, from, text.getBytes(), 0, length);
    return text;
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = readLength();
    int from = take(length);
    return ByteBuffer.allocate(length).put(0, bytes, from, length);
  }

  @Override
  public void skipBytes() throws IOException {
    take(readLength());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readItems();
  }

  @Override
  public long arrayNext() throws IOException {
    return readItems();
  }

  @Override
  public long skipArray() throws IOException {
    return skipItems();
  }

  @Override
  public long readMapStart() throws IOException {
    return readItems();
  }

  @Override
  public long mapNext() throws IOException {
    return readItems();
  }

  @Override
  public long skipMap() throws IOException {
    return skipItems();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  /** Items of the next block of a collection; a negative count is followed by the block's bytes. */
  private long readItems() throws IOException {
    long items = readLong();
    if (items < 0) {
      items = -items;
      readLength();
    }
    // An item that takes no byte would be null or empty; no collection of the schemas holds such.
    return requireHeld(items);
  }

  /** Skips blocks whose length in bytes is known; returns the items of one whose length is not. */
  private long skipItems() throws IOException {
    long items = readLong();
    while (items < 0) {
      take(readLength());
      items = readLong();
    }
    return requireHeld(items);
  }

  private int readLength() throws IOException {
    return (int) requireHeld(readLong());
  }

  private long requireHeld(long count) throws IOException {
    if (count < 0) {
      throw new AvroRuntimeException("a length below 0");
    }
    if (count > remaining()) {
      throw new EOFException("announces " + count + " with " + remaining() + " bytes left");
    }
    return count;
  }

  private int take(int length) throws IOException {
    if (length > remaining()) {
      throw new EOFException("needs " + length + " bytes more, has " + remaining());
    }
    int from = position;
    position += length;
    return from;
  }
}
