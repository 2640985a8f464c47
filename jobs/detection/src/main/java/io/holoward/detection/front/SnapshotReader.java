package io.holoward.detection.front;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link SnapshotWriter} wrote. */
final class SnapshotReader {

  private static final String TOO_SHORT = "the snapshot ends too early";

  private final ByteBuffer bytes;
  private final List<String> texts = new ArrayList<>();
  private final long version;

  /**
   * @param version the only version that is understood
   * @throws IllegalArgumentException if the snapshot has another version
   */
  SnapshotReader(byte[] snapshot, int version, String what) {
    this(snapshot, version, version, what);
  }

  /**
   * @param earliest the earliest version that is understood
   * @param latest the latest version that is understood
   * @throws IllegalArgumentException if the snapshot has another version
   */
  SnapshotReader(byte[] snapshot, int earliest, int latest, String what) {
    this.bytes = ByteBuffer.wrap(snapshot);
    this.version = snapshot.length == 0 ? -1 : number();
    if (version < earliest || version > latest) {
      throw new IllegalArgumentException(
          "expected a snapshot of " + what + " in version " + latest + ", found " + version);
    }
  }

  /** The version the snapshot was written in. */
  long version() {
    return version;
  }

  long number() {
    long zigzag = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = nextByte();
      zigzag |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return zigzag >>> 1 ^ -(zigzag & 1);
      }
    }
  }

  /** A number that fits an int. */
  int count() {
    long count = number();
    if (count != (int) count) {
      throw new IllegalArgumentException("the snapshot is damaged");
    }
    return (int) count;
  }

  boolean flag() {
    return nextByte() != 0;
  }

  String text() {
    int kind = count();
    if (kind == SnapshotWriter.NULL_TEXT) {
      return null;
    }
    if (kind >= SnapshotWriter.FIRST_REFERENCE) {
      return reference(kind - SnapshotWriter.FIRST_REFERENCE);
    }
    int length = count();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException(TOO_SHORT);
    }
    byte[] encoded = new byte[length];
    bytes.get(encoded);
    String text = new String(encoded, StandardCharsets.UTF_8);
    texts.add(text);
    return text;
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    return Enum.valueOf(type, text());
  }

  HostId host() {
    return new HostId(text(), text());
  }

  Endpoint endpoint() {
    return new Endpoint(text(), count());
  }

  SourcePosition position() {
    return new SourcePosition(text(), number());
  }

  private String reference(int index) {
    if (index >= texts.size()) {
      throw new IllegalArgumentException("the snapshot is damaged");
    }
    return texts.get(index);
  }

  private byte nextByte() {
    if (!bytes.hasRemaining()) {
      throw new IllegalArgumentException(TOO_SHORT);
    }
    return bytes.get();
  }
}
