package io.holoward.detection.history;

import java.util.TreeMap;

/** Who used one service, and when. Mutable, for use by one thread. */
final class ServiceHistory {

  /** Stands for the last use of a service that nobody used since it was learned elsewhere. */
  static final long UNUSED = Long.MIN_VALUE;

  Footprint footprint = new Footprint();

  /** Event time of the last use, to the hour. */
  long lastSeen = UNUSED;

  HostTally hosts = HostTally.NOBODY;

  /** The processes that used it, by the hash of their ids. */
  final TreeMap<Long, Footprint> processes = new TreeMap<>();

  /** Notes a use; true when that changed anything. */
  boolean note(Use use, long process, HistoryRules rules) {
    boolean changed = footprint.note(use, rules);
    Footprint known = processes.get(process);
    if (known == null && processes.size() < rules.maxProcesses()) {
      known = new Footprint();
      processes.put(process, known);
    }
    changed |= known != null && known.note(use, rules);
    HostTally tally = hosts.with(use.host());
    changed |= tally != hosts;
    hosts = tally;
    long hour = HistoryRules.coarse(use.eventTime());
    changed |= hour > lastSeen;
    lastSeen = Math.max(lastSeen, hour);
    return changed;
  }

  /** Whether it cannot be told if a process used it before. */
  boolean isUnknown(long process, HistoryRules rules) {
    return !processes.containsKey(process) && processes.size() >= rules.maxProcesses();
  }

  /** The tick at which it is forgotten; {@code Long.MAX_VALUE} for one unused since its import. */
  long lapse(HistoryRules rules) {
    return isUnusedImport() ? Long.MAX_VALUE : rules.lapse(lastSeen);
  }

  boolean isUnusedImport() {
    return lastSeen == UNUSED;
  }
}
