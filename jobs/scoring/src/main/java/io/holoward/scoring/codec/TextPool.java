package io.holoward.scoring.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Gives equal texts one String: hosts, images, accounts and addresses repeat in nearly every
 * record, and a text that is the same object is compared and hashed for nothing wherever it goes.
 * Bounded: 32,768 texts of at most 128 bytes, 14 MB at the very most. For one thread.
 */
final class TextPool {

  private static final int SLOT_BITS = 15;
  private static final int MAX_BYTES = 128;

  private final BytesTable<String> texts = new BytesTable<>(SLOT_BITS, MAX_BYTES);

  /** The text that UTF-8 bytes stand for. */
  String of(byte[] bytes, int from, int length) {
    String text = texts.get(bytes, from, length);
    if (text == null) {
      text = new String(bytes, from, length, UTF_8);
      texts.put(bytes, from, length, text);
    }
    return text;
  }
}
