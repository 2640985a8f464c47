package io.holoward.detection.response;

import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.identity.NameHash;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An action asked for because of a finding.
 *
 * @param id see {@link #id(String, ResponseAction)}
 * @param findingUid uid of the finding it answers
 * @param actor organisation, host, process and instance it is aimed at
 * @param detector what raised the finding
 * @param score in the administrator's ranges; null when the verdict is {@link Verdict#UNMODELLED}
 * @param rule the rule to apply; null for any other action than {@link
 *     ResponseAction#RECOMMEND_BLOCK}, and where none can be made
 * @param rationale why, in one sentence
 * @param expiryTime when it should be taken back, milliseconds since the epoch; null where there is
 *     nothing to take back
 * @param automation whether it may be carried out without a person
 * @param eventTime when what the finding is about happened, milliseconds since the epoch
 * @param issuedTime when it was issued, milliseconds since the epoch
 */
public record Response(
    String id,
    String findingUid,
    Actor actor,
    String detector,
    Verdict verdict,
    Severity severity,
    Double score,
    ResponseAction action,
    FirewallRule rule,
    String rationale,
    Long expiryTime,
    Automation automation,
    long eventTime,
    long issuedTime) {

  /**
   * 32 hex digits, made of finding and action alone, so that a replay or a retry gives the same.
   */
  static String id(String findingUid, ResponseAction action) {
    ByteBuffer name = new NameHash().add(findingUid).add(action.name()).name();
    return HexFormat.of().formatHex(name.array(), 0, NameHash.BYTES);
  }
}
