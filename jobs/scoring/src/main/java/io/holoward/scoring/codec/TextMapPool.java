package io.holoward.scoring.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives equal bytes one map of texts: what is told beside a flow differs by service and process,
 * not by flow. Direct-mapped: bounded (4,096 maps of at most 512 bytes), a collision replaces.
 * Nobody can change what it gives. For one thread.
 */
final class TextMapPool {

  private static final int SLOT_BITS = 12;
  private static final int MAX_BYTES = 512;

  private final Known[] slots = new Known[1 << SLOT_BITS];

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(byte[] bytes, Map<String, String> texts) {}

  /**
   * Reads the next map.
   *
   * @param in stands at its begin, and afterwards at its end
   */
  Map<String, String> read(BoundedDecoder in) throws IOException {
    int from = in.position();
    skip(in);
    int length = in.position() - from;
    if (length == 1) {
      return Map.of();
    }
    if (length > MAX_BYTES) {
      in.moveTo(from);
      return parse(in);
    }
    byte[] bytes = in.bytes();
    int slot = BytesHash.of(bytes, from, length) >>> (Integer.SIZE - SLOT_BITS);
    Known known = slots[slot];
    if (known == null
        || !Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + length)) {
      in.moveTo(from);
      known = new Known(Arrays.copyOfRange(bytes, from, from + length), parse(in));
      slots[slot] = known;
    }
    return known.texts;
  }

  /** Entry by entry, so that it ends where {@link #parse} does, whatever a block says it takes. */
  private static void skip(BoundedDecoder in) throws IOException {
    for (long items = in.readMapStart(); items > 0; items = in.mapNext()) {
      for (long i = items; i > 0; i--) {
        in.skipString();
        in.skipString();
      }
    }
  }

  private static Map<String, String> parse(BoundedDecoder in) throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (long items = in.readMapStart(); items > 0; items = in.mapNext()) {
      for (long i = items; i > 0; i--) {
        texts.put(in.readString(), in.readString());
      }
    }
    return Collections.unmodifiableMap(texts);
  }
}
