package io.holoward.detection.front;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.SourcePosition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, Integer> texts = new HashMap<>();

  SnapshotWriter(int version) {
    number(version);
  }

  /** Seven bits a byte, lowest first; small negative numbers are as short as small positive. */
  void number(long value) {
    long zigzag = value << 1 ^ value >> 63;
    while ((zigzag & ~0x7fL) != 0) {
      bytes.write((int) ((zigzag & 0x7f) | 0x80));
      zigzag >>>= 7;
    }
    bytes.write((int) zigzag);
  }

  void flag(boolean value) {
    bytes.write(value ? 1 : 0);
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
    bytes.writeBytes(encoded);
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
    return bytes.toByteArray();
  }
}
