package io.holoward.detection.finding;

import io.holoward.entropy.Signature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The uid of a finding: made of what the finding is about, so that a replay or a retry gives the
 * same one and receivers can drop repetitions.
 */
public final class FindingUid {

  private static final int BYTES = 16;

  private FindingUid() {}

  /**
   * The uid.
   *
   * @param subject what the finding is about beside the signature, such as the id of an upstream
   *     alarm; null for nothing
   * @param slot see {@link #slot}
   * @param contentHash hash of model and scoring rules; where there is no model the process itself,
   *     because an instance may turn out to be another one than it seemed
   * @return 32 hex digits
   */
  public static String of(
      String organisation,
      String host,
      String instanceKey,
      String detector,
      Signature signature,
      String subject,
      long slot,
      String contentHash) {
    MessageDigest digest = sha256();
    add(digest, organisation);
    add(digest, host);
    add(digest, instanceKey);
    add(digest, detector);
    add(digest, signature.text());
    add(digest, subject);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(slot).flip());
    add(digest, contentHash);
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** Which repeat interval since the epoch an event falls into. */
  public static long slot(long eventTime, Duration repeatInterval) {
    return Math.floorDiv(eventTime, repeatInterval.toMillis());
  }

  /** With the length in front, so that no two lists of parts give the same bytes. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
    int length = part == null ? -1 : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
