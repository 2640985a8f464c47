package io.holoward.detection.identity;

import io.holoward.detection.memory.Remembered;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A 128-bit name for a list of parts: the first half of their SHA-256. Whoever chooses the parts
 * cannot make two lists collide.
 */
public final class NameHash {

  /** The bytes of a name. */
  public static final int BYTES = 16;

  /** Whose places are remembered; a longer text would take too much memory. */
  private static final int LONGEST = 256;

  private static final Remembered<String, Long> PLACES =
      new Remembered<>(1 << 12, text -> new NameHash().add(text).name().getLong());

  private final MessageDigest digest;

  /** Of no part yet. */
  public NameHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The first 64 bits of the name of one text: its place in tables that hold no names. */
  public static long of(String text) {
    return text.length() <= LONGEST ? PLACES.of(text) : new NameHash().add(text).name().getLong();
  }

  /**
   * Adds a text, which may be null. Its length goes first, so that no two lists of parts give the
   * same bytes.
   */
  public NameHash add(String part) {
    if (part == null) {
      return number(-1);
    }
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    digest.update(bytes);
    return this;
  }

  /** Adds a number. */
  public NameHash add(long part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part).flip());
    return this;
  }

  private NameHash number(int part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part).flip());
    return this;
  }

  /** The name, {@link #BYTES} long; the parts are forgotten. */
  public ByteBuffer name() {
    return ByteBuffer.wrap(digest.digest(), 0, BYTES);
  }
}
