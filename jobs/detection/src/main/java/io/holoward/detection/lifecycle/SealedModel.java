package io.holoward.detection.lifecycle;

import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;

/** The sealed intended states of a process, in their stored form, restored when first asked for. */
public final class SealedModel {

  private final byte[] stored;
  private final int version;
  private final long sealedAt;
  private final long records;
  private final long distinct;
  private IntendedStates restored;
  private ScoringRules restoredWith;

  SealedModel(byte[] stored, int version, long sealedAt, long records, long distinct) {
    this.stored = stored;
    this.version = version;
    this.sealedAt = sealedAt;
    this.records = records;
    this.distinct = distinct;
  }

  /**
   * Wraps what was sealed.
   *
   * @param version 1 for the first model of the process, one more at each sealing
   * @param sealedAt event time of the sealing, milliseconds since the epoch
   */
  static SealedModel of(IntendedStates states, int version, long sealedAt) {
    return new SealedModel(
        states.toBytes(), version, sealedAt, states.records(), states.distinct());
  }

  /** 1 for the first model of the process, one more at each sealing. */
  public int version() {
    return version;
  }

  /** Event time of the sealing, milliseconds since the epoch. */
  public long sealedAt() {
    return sealedAt;
  }

  /** Behaviour records of all intended states. */
  public long records() {
    return records;
  }

  /** Distinct signatures of all intended states. */
  public long distinct() {
    return distinct;
  }

  /** The stored form of the intended states. */
  public byte[] stored() {
    return stored;
  }

  /** The intended states, to be scored with these rules. For use by one thread. */
  public IntendedStates states(ScoringRules rules) {
    if (restored == null || !rules.equals(restoredWith)) {
      restored = IntendedStates.fromBytes(stored, rules);
      restoredWith = rules;
    }
    return restored;
  }
}
