package io.holoward.detection.port;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * On which hosts, from when to when an application was seen on a port that is none of its own. What
 * is proposed at a tick depends on what was observed up to that tick, not on the order in which it
 * arrived nor on how far ahead of the ticks. Bounded: of the hosts only the first {@link
 * ExceptionRules#MAX_HOSTS} by event time are kept, and of the hours ahead of the last tick {@link
 * #MAX_HOURS_AHEAD}. Where there are more, the last use that a proposal names may be one before the
 * last; what is proposed, and when, is the same. Mutable, not thread-safe.
 */
public final class PortUse {

  /** Once so many hours with a use are over, the first of them is longer ago than any rule asks. */
  static final int MAX_HOURS_AHEAD = 2_048;

  private static final long HOUR = 3_600_000;

  /** Event time of the first use by the hash of the host's name. */
  final Map<Integer, Long> firstByHost = new HashMap<>();

  /** Event time of the last use in each hour that was not over at the last tick. */
  final NavigableMap<Long, Long> lastByHourAhead = new TreeMap<>();

  /** Event time of the last use in the hours that were over at the last tick. */
  long lastSettled = Long.MIN_VALUE;

  long lastTick = Long.MIN_VALUE;
  boolean proposed;

  /**
   * Restores what {@link #toBytes} told.
   *
   * @throws IllegalArgumentException if these bytes are damaged, no port use, or of another version
   */
  public static PortUse fromBytes(byte[] stored) {
    return PortUseCodec.read(stored);
  }

  /** The whole state, versioned. */
  public byte[] toBytes() {
    return PortUseCodec.write(this);
  }

  /**
   * Notes a use.
   *
   * @param eventTime milliseconds since the epoch
   */
  public void observe(String host, long eventTime) {
    if (proposed) {
      return;
    }
    firstByHost.merge(host.hashCode(), eventTime, Math::min);
    if (firstByHost.size() > ExceptionRules.MAX_HOSTS) {
      // A host that goes has this many before it, and these can only move further to the front.
      firstByHost.entrySet().stream()
          .max(
              Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
          .ifPresent(latest -> firstByHost.remove(latest.getKey()));
    }
    long hour = hour(eventTime);
    if (isOver(hour)) {
      lastSettled = Math.max(lastSettled, eventTime);
    } else {
      lastByHourAhead.merge(hour, eventTime, Math::max);
      if (lastByHourAhead.size() > MAX_HOURS_AHEAD) {
        // The earliest decide at which tick it is proposed, the last how long it is remembered.
        lastByHourAhead.remove(lastByHourAhead.lowerKey(lastByHourAhead.lastKey()));
      }
    }
  }

  /**
   * What is to be proposed at a tick: once, when it was seen on enough hosts for long enough. Hours
   * that are not over yet do not count for how long.
   *
   * @param tick event time up to which everything was observed; one before an earlier tick, due to
   *     a late use, counts as that
   */
  public Optional<PortExceptionProposal> propose(PortUseKey key, long tick, ExceptionRules rules) {
    lastTick = Math.max(lastTick, tick);
    while (!lastByHourAhead.isEmpty() && isOver(lastByHourAhead.firstKey())) {
      lastSettled = Math.max(lastSettled, lastByHourAhead.pollFirstEntry().getValue());
    }
    long first = firstByHost.values().stream().mapToLong(Long::longValue).min().orElse(lastTick);
    int hosts = (int) firstByHost.values().stream().filter(time -> time <= lastTick).count();
    if (proposed
        || hosts < rules.minHosts()
        || lastSettled < first
        || lastSettled - first < rules.minAge().toMillis()) {
      return Optional.empty();
    }
    proposed = true;
    firstByHost.clear();
    lastByHourAhead.clear();
    return Optional.of(new PortExceptionProposal(key, hosts, first, lastSettled, lastTick));
  }

  /**
   * Event time of the last use that was noted, {@link Long#MIN_VALUE} before the first. Once it has
   * been proposed no more are noted.
   */
  public long lastSeen() {
    return lastByHourAhead.isEmpty()
        ? lastSettled
        : Math.max(lastSettled, lastByHourAhead.lastEntry().getValue());
  }

  /** The hour of a time, counted since the epoch. */
  static long hour(long time) {
    return Math.floorDiv(time, HOUR);
  }

  /** True for an hour that was over at the last tick. */
  boolean isOver(long hour) {
    return lastTick != Long.MIN_VALUE && hour < hour(lastTick);
  }
}
