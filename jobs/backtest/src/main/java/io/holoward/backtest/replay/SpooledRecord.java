package io.holoward.backtest.replay;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.decode.RecordDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The payload of a frame of telemetry: a record as it was read, or what is known of a part of an
 * input that could not be read at all.
 */
final class SpooledRecord {

  private static final byte RECORD = 0;
  private static final byte DAMAGED = 1;

  private SpooledRecord() {}

  /** A record that was read; decoding it comes later. */
  static byte[] of(byte[] record) {
    byte[] payload = new byte[record.length + 1];
    payload[0] = RECORD;
    System.arraycopy(record, 0, payload, 1, record.length);
    return payload;
  }

  /** A part of the input that could not be read, or a record that may not be used. */
  static byte[] damaged(byte[] original, String errorClass, String message) {
    byte[] kind = errorClass.getBytes(StandardCharsets.UTF_8);
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + 2 * Integer.BYTES + kind.length + text.length + original.length)
        .put(DAMAGED)
        .putInt(kind.length)
        .put(kind)
        .putInt(text.length)
        .put(text)
        .put(original)
        .array();
  }

  /** What the payload means. */
  static Decoded decode(byte[] payload, SourcePosition position, RecordDecoder decoder) {
    if (payload[0] == RECORD) {
      return decoder.decode(Arrays.copyOfRange(payload, 1, payload.length), position);
    }
    ByteBuffer buffer = ByteBuffer.wrap(payload, 1, payload.length - 1);
    String errorClass = text(buffer);
    String message = text(buffer);
    byte[] original = new byte[buffer.remaining()];
    buffer.get(original);
    return Decoded.of(new DeadLetter(original, position, errorClass, message));
  }

  private static String text(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
