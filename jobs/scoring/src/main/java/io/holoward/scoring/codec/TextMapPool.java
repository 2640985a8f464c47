package io.holoward.scoring.codec;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives equal bytes one map of texts: what is told beside a flow differs by service and process,
 * not by flow. Bounded: 4,096 maps of at most 512 bytes. Nobody can change what it gives. For one
 * thread.
 */
final class TextMapPool {

  private static final int SLOT_BITS = 12;
  private static final int MAX_BYTES = 512;

  private final BytesTable<Map<String, String>> known = new BytesTable<>(SLOT_BITS, MAX_BYTES);

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
    Map<String, String> texts = known.get(in.bytes(), from, length);
    if (texts == null) {
      in.moveTo(from);
      texts = parse(in);
      known.put(in.bytes(), from, length, texts);
    }
    return texts;
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
