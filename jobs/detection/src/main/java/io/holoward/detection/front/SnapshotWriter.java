package io.holoward.detection.front;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a compact snapshot: numbers in as few bytes as they need, each text once and referred to
 * afterwards.
 */
final class SnapshotWriter {

  static final int NULL_TEXT = 0;
  static final int NEW_TEXT = 1;
  static final int FIRST_REFERENCE = 2;

  private static final int INITIAL_CAPACITY = 1024;
  private static final int MAX_NUMBER_BYTES = 10;

  /** Not a stream: a checkpoint writes millions of single bytes while the operator stands still. */
  private byte[] bytes = new byte[INITIAL_CAPACITY];

  private int size;
  private final Map<String, Integer> texts = new HashMap<>();

  SnapshotWriter(int version) {
    number(version);
  }

  /** Seven bits a byte, lowest first; small negative numbers are as short as small positive. */
  void number(long value) {
    reserve(MAX_NUMBER_BYTES);
    long zigzag = value << 1 ^ value >> 63;
    while ((zigzag & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((zigzag & 0x7f) | 0x80);
      zigzag >>>= 7;
    }
    bytes[size++] = (byte) zigzag;
  }

  void flag(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  void text(String text) {
    if (text == null) {
      number(NULL_TEXT);
      return;
    }
    Integer reference = texts.putIfAbsent(text, texts.size());
    if (reference != null) {
      number(reference + FIRST_REFERENCE);
      return;
    }
    number(NEW_TEXT);
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  void constant(Enum<?> constant) {
    text(constant.name());
  }

  void host(HostId host) {
    text(host.organisation());
    text(host.host());
  }

  void endpoint(Endpoint endpoint) {
    text(endpoint.address());
    number(endpoint.port());
  }

  void position(SourcePosition position) {
    text(position.name());
    number(position.position());
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
