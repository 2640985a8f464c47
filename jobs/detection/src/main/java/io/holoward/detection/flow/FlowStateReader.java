package io.holoward.detection.flow;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Reads what {@link FlowStateWriter} wrote; whatever is not exactly that is refused. */
final class FlowStateReader {

  private static final int HEADER = Integer.BYTES + 1;

  private final ByteBuffer in;
  private final List<String> texts = new ArrayList<>();

  FlowStateReader(byte[] stored, int kind, int version) {
    int content = stored.length - Integer.BYTES;
    if (content < HEADER) {
      throw refuse("it has only " + stored.length + " bytes");
    }
    ByteBuffer all = ByteBuffer.wrap(stored);
    if (all.getInt() != kind) {
      throw refuse("it does not begin with HWFG");
    }
    int found = all.get();
    if (found != version) {
      throw refuse("its version is " + found + ", this release reads " + version);
    }
    CRC32 checksum = new CRC32();
    checksum.update(stored, 0, content);
    if (all.getInt(content) != (int) checksum.getValue()) {
      throw refuse("its checksum does not match");
    }
    in = all.limit(content);
  }

  long number() {
    return in.getLong();
  }

  /** A small number that must be below a limit, such as a size. */
  int small(int limit) {
    int number = Byte.toUnsignedInt(in.get());
    if (number >= limit) {
      throw refuse("it holds " + number + " where less than " + limit + " is possible");
    }
    return number;
  }

  double real() {
    return in.getDouble();
  }

  String text() {
    int place = Short.toUnsignedInt(in.getShort());
    if (place == FlowStateWriter.NULL_TEXT) {
      return null;
    }
    if (place > texts.size()) {
      throw refuse("it refers to a text that it does not hold");
    }
    if (place == texts.size()) {
      texts.add(new String(bytes(), StandardCharsets.UTF_8));
    }
    return texts.get(place);
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    String name = text();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw refuse("it holds " + name + " where a " + type.getSimpleName() + " is expected");
  }

  byte[] bytes() {
    int size = in.getInt();
    if (size < 0 || size > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] content = new byte[size];
    in.get(content);
    return content;
  }

  void requireEnd() {
    if (in.hasRemaining()) {
      throw refuse(in.remaining() + " bytes follow its end");
    }
  }

  static IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException("Not a flow group: " + reason);
  }
}
