package io.holoward.backtest.replay;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * On which days (UTC) which hosts were seen: what alarms are divided by, so that neither a hole in
 * a recording nor a host that came late counts. A host takes about 150 bytes, a day a bit.
 */
final class HostDays {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Map<String, Days> byHost = new HashMap<>();

  /**
   * Notes that a host was seen.
   *
   * @param time milliseconds since the epoch
   */
  void add(String host, long time) {
    byHost.computeIfAbsent(host, first -> new Days()).add(Math.floorDiv(time, DAY));
  }

  /** The hosts that were seen. */
  int hosts() {
    return byHost.size();
  }

  /** The pairs of a host and a day it was seen on. */
  long count() {
    return byHost.values().stream().mapToLong(days -> days.bits.cardinality()).sum();
  }

  /** Days as bits from the first one on. */
  private static final class Days {
    private BitSet bits = new BitSet();
    private long first;

    void add(long day) {
      if (bits.isEmpty()) {
        first = day;
      } else if (day < first) {
        int shift = Math.toIntExact(first - day);
        BitSet shifted = new BitSet();
        bits.stream().forEach(bit -> shifted.set(bit + shift));
        bits = shifted;
        first = day;
      }
      bits.set(Math.toIntExact(day - first));
    }
  }
}
