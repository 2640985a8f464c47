package io.holoward.detection.flow;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes a stored form: four letters that say what it is, a version, the content, a checksum. Each
 * text is written once and referred to afterwards.
 */
final class FlowStateWriter {

  static final int NULL_TEXT = 0xFFFF;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final Map<String, Integer> texts = new HashMap<>();

  FlowStateWriter(int kind, int version) throws IOException {
    out.writeInt(kind);
    out.writeByte(version);
  }

  void number(long number) throws IOException {
    out.writeLong(number);
  }

  /** A small number: 0–255. */
  void small(int number) throws IOException {
    out.writeByte(number);
  }

  void real(double value) throws IOException {
    out.writeDouble(value);
  }

  /** A text of any length, or null. */
  void text(String text) throws IOException {
    if (text == null) {
      out.writeShort(NULL_TEXT);
      return;
    }
    Integer known = texts.putIfAbsent(text, texts.size());
    out.writeShort(known == null ? texts.size() - 1 : known);
    if (known == null) {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  void constant(Enum<?> constant) throws IOException {
    text(constant.name());
  }

  void bytes(byte[] content) throws IOException {
    out.writeInt(content.length);
    out.write(content);
  }

  byte[] toBytes() throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes.toByteArray());
    out.writeInt((int) checksum.getValue());
    return bytes.toByteArray();
  }
}
