package io.holoward.scoring.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Gives equal texts one String: hosts, images, accounts and addresses repeat in nearly every
 * record, and a text that is the same object is compared and hashed for nothing wherever it goes.
 * Direct-mapped: bounded (32,768 texts of at most 128 bytes, 14 MB at the very most), a collision
 * replaces. For one thread.
 */
final class TextPool {

  private static final int SLOT_BITS = 15;
  private static final int MAX_BYTES = 128;

  private final Known[] slots = new Known[1 << SLOT_BITS];

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(byte[] bytes, String text) {}

  /** The text that UTF-8 bytes stand for. */
  String of(byte[] bytes, int from, int length) {
    if (length > MAX_BYTES) {
      return new String(bytes, from, length, UTF_8);
    }
    int slot = BytesHash.of(bytes, from, length) >>> (Integer.SIZE - SLOT_BITS);
    Known known = slots[slot];
    if (known == null
        || !Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + length)) {
      known =
          new Known(
              Arrays.copyOfRange(bytes, from, from + length),
              new String(bytes, from, length, UTF_8));
      slots[slot] = known;
    }
    return known.text;
  }
}
