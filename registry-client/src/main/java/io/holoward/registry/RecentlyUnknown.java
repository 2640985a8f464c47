package io.holoward.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The ids a registry lately did not have, with the reason, so that a flood of bad records asks for
 * each of them once a while and not once a record. Bounded: beyond that the oldest is forgotten.
 */
final class RecentlyUnknown {

  private static final int MAX_IDS = 10_000;

  private record Miss(String reason, long since) {}

  private final Map<Integer, Miss> misses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Miss> eldest) {
          return size() > MAX_IDS;
        }
      };

  private final long keptNanos;
  private final LongSupplier nanoClock;

  RecentlyUnknown(long keptNanos, LongSupplier nanoClock) {
    this.keptNanos = keptNanos;
    this.nanoClock = nanoClock;
  }

  /** Why the id was lately unknown, or null when it has to be asked for. */
  String reason(int id) {
    Miss miss = misses.get(id);
    if (miss == null) {
      return null;
    }
    if (nanoClock.getAsLong() - miss.since >= keptNanos) {
      misses.remove(id);
      return null;
    }
    return miss.reason;
  }

  void add(int id, String reason) {
    misses.put(id, new Miss(reason, nanoClock.getAsLong()));
  }
}
