package io.holoward.detection.lifecycle;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.Signature;
import java.util.Optional;

/**
 * Everything that is kept of one process: its phase, what was learned of it, and its sealed model.
 *
 * <p>Changed only by {@link #learn}, {@link #seen} and {@link Lifecycle}, all of them at event-time
 * ticks and in an order that does not depend on arrival; then equal input gives equal profiles. For
 * use by one thread. Bounded: so many distinct signatures, 64 hosts, the novelty of the last 1,024
 * records, one model.
 */
public final class ProcessProfile {

  /** Stands for a time that has not come. */
  static final long NEVER = Long.MIN_VALUE;

  final ProcessIdentity identity;
  final int maxDistinct;

  /** The features that what was learned speaks of. */
  FeatureSet features;

  Phase phase = Phase.DISCOVERY;
  boolean locked;
  RecordCounts counts;
  HostSample hosts = new HostSample();
  NoveltyRing novelty = new NoveltyRing();
  NoveltyTally tally = NoveltyTally.NONE;
  long firstSeen = Long.MAX_VALUE;
  long lastSeen = NEVER;
  long learningSince = NEVER;
  long lastTick = NEVER;
  SealedModel model;
  int lastVersion;
  long lastCommandTime = NEVER;
  String lastCommandId = "";

  /**
   * A process of which nothing is known yet.
   *
   * @param processId the stable string form of its identity
   * @param maxDistinct how many distinct signatures are kept; beyond, the rarest are pooled
   * @param features those its discovery speaks of, to its end
   */
  public ProcessProfile(String processId, int maxDistinct, FeatureSet features) {
    this.identity = ProcessIdentity.parse(processId);
    this.maxDistinct = maxDistinct;
    this.features = features;
    this.counts = new RecordCounts(maxDistinct);
  }

  /**
   * A process whose intended states were sealed elsewhere: protected from the first event on.
   *
   * @param firstSeen smallest event time behind it
   * @param lastSeen largest event time behind it
   */
  public static ProcessProfile sealed(
      String processId, int maxDistinct, SealedModel model, long firstSeen, long lastSeen) {
    ProcessProfile profile = new ProcessProfile(processId, maxDistinct, model.features().set());
    profile.seen(firstSeen);
    profile.seen(lastSeen);
    profile.model = model;
    profile.lastVersion = model.version();
    profile.phase = Phase.PROTECTED;
    return profile;
  }

  /** Restores what {@link #toBytes} stored. */
  public static ProcessProfile fromBytes(byte[] stored) {
    return ProfileCodec.read(stored);
  }

  /** The stored form, versioned; equal profiles give equal bytes. */
  public byte[] toBytes() {
    return ProfileCodec.write(this);
  }

  /**
   * Learns one behaviour record, unless the process is protected or locked.
   *
   * @param signature of features that this discovery speaks of
   * @param eventTime milliseconds since the epoch
   * @return true when it was learned
   */
  public boolean learn(Signature signature, String host, long eventTime) {
    seen(eventTime);
    if (phase != Phase.DISCOVERY || locked || signature.isEmpty()) {
      return false;
    }
    novelty.record(counts.count(signature) == 0);
    counts.add(signature, 1);
    hosts.add(host);
    return true;
  }

  /** Notes that the process showed something, learned or not. */
  public void seen(long eventTime) {
    firstSeen = Math.min(firstSeen, eventTime);
    lastSeen = Math.max(lastSeen, eventTime);
  }

  /** Which process it is. */
  public ProcessIdentity identity() {
    return identity;
  }

  /** The stable string form of the identity. */
  public String processId() {
    return identity.processId();
  }

  /** Where the process stands. */
  public Phase phase() {
    return phase;
  }

  /** True while an operator holds the process as it is. */
  public boolean locked() {
    return locked;
  }

  /** Behaviour records learned; those behind the model for a protected process. */
  public long records() {
    return model == null ? counts.records() : model.records();
  }

  /** Distinct signatures among them. */
  public long distinct() {
    return model == null ? counts.distinct() : model.distinct();
  }

  /** Records beyond the bound of distinct signatures, only counted. */
  public long pooledRecords() {
    return counts.pooled();
  }

  /** Hosts seen while it was learned, at least: the count ends at 64. */
  public int hosts() {
    return hosts.count();
  }

  /** Smallest event time seen; {@code Long.MAX_VALUE} before anything was seen. */
  public long firstSeen() {
    return firstSeen;
  }

  /** Largest event time seen; {@code Long.MIN_VALUE} before anything was seen. */
  public long lastSeen() {
    return lastSeen;
  }

  /** The sealed model: present exactly in the protected phase. */
  public Optional<SealedModel> model() {
    return Optional.ofNullable(model);
  }

  /** Event time since discovery began; 0 before anything was seen. */
  long age(long tick) {
    return firstSeen == Long.MAX_VALUE ? 0 : Math.max(0, tick - Math.max(firstSeen, learningSince));
  }

  /** Whether its discovery speaks of novelty at all. */
  boolean speaksOfNovelty() {
    return features.names().stream().anyMatch(Novelty.FEATURES::contains);
  }

  /** Begins discovery anew, with these features. */
  void forgetLearned(FeatureSet current) {
    features = current;
    counts = new RecordCounts(maxDistinct);
    hosts = new HostSample();
    novelty = new NoveltyRing();
    tally = NoveltyTally.NONE;
  }
}
