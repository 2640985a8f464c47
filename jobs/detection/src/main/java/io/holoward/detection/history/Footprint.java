package io.holoward.detection.history;

/** Between when and when something was used. Mutable, for use by one thread. */
final class Footprint {

  /** Event time of the first use; {@code Long.MAX_VALUE} before any. */
  long firstSeen = Long.MAX_VALUE;

  /** Known since ever: it was learned elsewhere. */
  boolean imported;

  /** Event time of the last use, kept for leaving one out; {@code Long.MIN_VALUE} otherwise. */
  long lastUsed = Long.MIN_VALUE;

  /** Something that was learned elsewhere. */
  static Footprint imported(long firstSeen) {
    Footprint footprint = new Footprint();
    footprint.firstSeen = firstSeen;
    footprint.imported = true;
    return footprint;
  }

  /** Notes a use; true when that changed anything. */
  boolean note(Use use, HistoryRules rules) {
    long time = use.eventTime();
    boolean earlier = time < firstSeen;
    boolean later = rules.leaveOneOut() && time > lastUsed;
    firstSeen = Math.min(firstSeen, time);
    lastUsed = later ? time : lastUsed;
    return earlier || later;
  }

  /** Whether it is new at a time to a history that was sealed at another. */
  boolean isNew(long time, long horizon, long readyAt) {
    return !imported && firstSeen >= readyAt && time - firstSeen < horizon;
  }

  /**
   * Whether nothing used it at a time so far from this one that it could vouch for it. Uses that
   * are close to one another share what is new: two windows of one hour, or two hosts, are no
   * witness.
   */
  boolean isOnlyUsedAround(long time, long separation) {
    return !imported && time - firstSeen < separation && lastUsed < time + separation;
  }
}
