package io.holoward.detection.history;

/**
 * Since when an organisation uses a wide network (/16 of IPv4, /32 of IPv6), whatever service of
 * it. What it knows depends on the set of uses it noted, never on their order. For use by one
 * thread.
 */
public final class WideNetworkHistory {

  final HistoryRules rules;
  Footprint footprint = new Footprint();

  /** Event time of the last use, to the hour. */
  long lastSeen = AddressHistory.NEVER;

  /** A wide network of which nothing is known yet. */
  public WideNetworkHistory(HistoryRules rules) {
    this.rules = rules;
  }

  /** One of which something was learned elsewhere: it stays known. */
  public static WideNetworkHistory imported(HistoryRules rules) {
    WideNetworkHistory history = new WideNetworkHistory(rules);
    history.footprint = Footprint.imported(Long.MAX_VALUE);
    return history;
  }

  /** Restores what {@link #toBytes} stored. */
  public static WideNetworkHistory fromBytes(byte[] stored, HistoryRules rules) {
    return HistoryCodec.readWide(stored, rules);
  }

  /** The stored form, versioned; equal histories give equal bytes. */
  public byte[] toBytes() {
    return HistoryCodec.write(this);
  }

  /**
   * Notes a use that was not refused.
   *
   * @return true when that changed anything
   */
  public boolean note(Use use) {
    long hour = HistoryRules.coarse(use.eventTime());
    boolean later = hour > lastSeen;
    lastSeen = Math.max(lastSeen, hour);
    return footprint.note(use, rules) | later;
  }

  /** Whether the wide network is new to a use, see {@link AddressHistory#novelty}. */
  boolean isNew(Use use, long readyAt) {
    return use.eventTime() >= readyAt && footprint.isNew(use.eventTime(), rules.horizon(), readyAt);
  }

  /** Whether nobody used it at any other time, see {@link AddressHistory#leaveOneOut}. */
  boolean leaveOneOut(Use use) {
    return footprint.isOnlyUsedAround(use.eventTime(), rules.separation());
  }

  /** The tick at which it is forgotten; {@code Long.MAX_VALUE} for never. */
  public long lapse() {
    return footprint.imported || lastSeen == AddressHistory.NEVER
        ? Long.MAX_VALUE
        : rules.lapse(lastSeen);
  }

  /**
   * Forgets what was not used for {@link HistoryRules#expiry} at a tick.
   *
   * @return true when it was
   */
  public boolean expire(long tick) {
    if (lapse() > tick) {
      return false;
    }
    footprint = new Footprint();
    lastSeen = AddressHistory.NEVER;
    return true;
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return !footprint.imported && lastSeen == AddressHistory.NEVER;
  }
}
