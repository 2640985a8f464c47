package io.holoward.scoring.codec;

import java.util.Arrays;

/**
 * What the last sequences of bytes stood for. Bounded: each has two places where it may be, and the
 * third that belongs there takes that of the one that came first. With a single place two busy
 * sequences that share it would be forgotten by turns for ever. For one thread.
 *
 * @param <T> what they stand for; never null
 */
final class BytesTable<T> {

  private final int shift;
  private final int maxBytes;
  private final Known<T>[] slots;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known<T>(byte[] bytes, T value) {}

  /**
   * @param slotBits binary logarithm of how many are remembered at most
   * @param maxBytes longer sequences are not remembered
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  BytesTable(int slotBits, int maxBytes) {
    this.shift = Integer.SIZE - slotBits;
    this.maxBytes = maxBytes;
    this.slots = new Known[1 << slotBits];
  }

  /** What a sequence stands for; null where that is not known. */
  T get(byte[] bytes, int from, int length) {
    if (length > maxBytes) {
      return null;
    }
    int slot = slot(bytes, from, length);
    Known<T> known = slots[slot];
    if (is(known, bytes, from, length)) {
      return known.value;
    }
    known = slots[slot + 1];
    return is(known, bytes, from, length) ? known.value : null;
  }

  private static boolean is(Known<?> known, byte[] bytes, int from, int length) {
    return known != null
        && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + length);
  }

  /** Remembers what a sequence stands for, unless it is too long. */
  void put(byte[] bytes, int from, int length, T value) {
    if (length <= maxBytes) {
      int slot = slot(bytes, from, length);
      slots[slot + 1] = slots[slot];
      slots[slot] = new Known<>(Arrays.copyOfRange(bytes, from, from + length), value);
    }
  }

  /** The first of the two. */
  private int slot(byte[] bytes, int from, int length) {
    return BytesHash.of(bytes, from, length) >>> shift & ~1;
  }
}
