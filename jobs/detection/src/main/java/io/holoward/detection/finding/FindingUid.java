package io.holoward.detection.finding;

import io.holoward.detection.identity.NameHash;
import io.holoward.entropy.Signature;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The uid of a finding: made of what the finding is about, so that a replay or a retry gives the
 * same one and receivers can drop repetitions.
 */
public final class FindingUid {

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
    ByteBuffer name =
        new NameHash()
            .add(organisation)
            .add(host)
            .add(instanceKey)
            .add(detector)
            .add(signature.text())
            .add(subject)
            .add(slot)
            .add(contentHash)
            .name();
    return HexFormat.of().formatHex(name.array(), 0, NameHash.BYTES);
  }

  /** Which repeat interval since the epoch an event falls into. */
  public static long slot(long eventTime, Duration repeatInterval) {
    return Math.floorDiv(eventTime, repeatInterval.toMillis());
  }
}
