package io.holoward.entropy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes a stored form: four letters that say what it is, a version, the content, and a checksum.
 * Numbers are variable-length, seven bits a byte, the lowest first.
 */
final class StoredWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  StoredWriter(String kind, int version) {
    out.writeBytes(kind.getBytes(StandardCharsets.US_ASCII));
    out.write(version);
  }

  void writeNumber(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  void writeDouble(double value) {
    out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
  }

  void writeText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeNumber(bytes.length);
    out.writeBytes(bytes);
  }

  byte[] toBytes() {
    CRC32 checksum = new CRC32();
    checksum.update(out.toByteArray());
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array());
    return out.toByteArray();
  }
}
