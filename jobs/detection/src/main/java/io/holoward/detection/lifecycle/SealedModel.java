package io.holoward.detection.lifecycle;

import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sealed intended states of a process, in their stored form, restored when first asked for, and
 * the features they speak of.
 */
public final class SealedModel {

  private static final int MEMO_SIZE = 1024;

  private final byte[] stored;
  private final SpokenFeatures features;
  private final int version;
  private final long sealedAt;
  private final long records;
  private final long distinct;
  private IntendedStates restored;
  private ScoringRules restoredWith;

  /** What signatures come to, by their text: an instance is for one thread. */
  private final Map<String, Signature> reduced = new Memo();

  SealedModel(
      byte[] stored,
      SpokenFeatures features,
      int version,
      long sealedAt,
      long records,
      long distinct) {
    this.stored = stored;
    this.features = features;
    this.version = version;
    this.sealedAt = sealedAt;
    this.records = records;
    this.distinct = distinct;
  }

  /**
   * Wraps what was sealed.
   *
   * @param features those the states speak of
   * @param version 1 for the first model of the process, one more at each sealing
   * @param sealedAt event time of the sealing, milliseconds since the epoch
   */
  public static SealedModel of(
      IntendedStates states, SpokenFeatures features, int version, long sealedAt) {
    return new SealedModel(
        states.toBytes(), features, version, sealedAt, states.records(), states.distinct());
  }

  /** The features it speaks of. */
  public SpokenFeatures features() {
    return features;
  }

  /**
   * The part of a signature that this model speaks of: the only thing to be compared with its
   * states. For use by one thread.
   *
   * @param text of the signature, see {@link Signature#text}
   */
  public Signature signature(String text) {
    return reduced.computeIfAbsent(text, whole -> features.set().reduce(Signature.parse(whole)));
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

  /** Forgets the signature that was asked for least recently. */
  private static final class Memo extends LinkedHashMap<String, Signature> {

    private static final long serialVersionUID = 1;

    Memo() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Signature> eldest) {
      return size() > MEMO_SIZE;
    }
  }
}
