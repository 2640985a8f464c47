package io.holoward.scoring.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that were read before, found by their bytes. Direct-mapped, so bounded and without
 * bookkeeping, and a collision only costs another text, whoever has chosen the names.
 */
final class SharedTexts {

  private static final int SLOTS = 1 << 12;

  /** Longer ones are not kept: at most a megabyte of bytes in all. */
  static final int LONGEST = 256;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  /** The text of the first bytes of an array, each of them a character of Latin-1. */
  String latin(byte[] bytes, int length) {
    if (length == 0) {
      return "";
    }
    if (length > LONGEST) {
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
    int slot = slot(bytes, length);
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, bytes, 0, length)) {
      keys[slot] = Arrays.copyOf(bytes, length);
      texts[slot] = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
    return texts[slot];
  }

  private static int slot(byte[] bytes, int length) {
    long hash = length;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      hash = (hash ^ (long) FieldWriter.LONG.get(bytes, i)) * MIX;
      hash ^= hash >>> 32;
    }
    for (; i < length; i++) {
      hash = (hash ^ bytes[i]) * MIX;
    }
    return (int) ((hash ^ hash >>> 32) & SLOTS - 1);
  }
}
