package io.holoward.detection.front;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Sensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Pairs the two reports of one connection, Sysmon's event 3 and Windows Security's 5156, one to
 * one: same host, protocol, ends in either order, direction, and image, an unknown image pairing
 * with any. Time hardly counts, since a sensor with a wrong clock puts twins hours apart.
 */
final class TwinPairing {

  /** Broadcasts repeat the same ends for ever; more waiting reports than this are not kept. */
  private static final int MAX_OF_SAME_ENDS = 64;

  private final long maxGapMillis;
  private final int maxEntries;

  /** Of each pair of ends the reports without a twin, the oldest first, chained to one another. */
  private final Map<TwinEnds, TwinHalf> unpaired = new HashMap<>();

  /** All reports in order of arrival; those done with stay until they reach the head. */
  private final Deque<TwinHalf> arrivals = new ArrayDeque<>();

  private int size;
  private long evicted;

  /**
   * @param maxGapMillis how far apart the event times of twins may be
   * @param maxEntries how many connections without a twin are remembered
   */
  TwinPairing(long maxGapMillis, int maxEntries) {
    this.maxGapMillis = maxGapMillis;
    this.maxEntries = maxEntries;
  }

  /** True for connections that another sensor may report as well. */
  static boolean mayHaveTwin(ConnectionEvent event) {
    return event.sensor() != Sensor.OTHER
        && !event.blocked()
        && event.first().address() != null
        && event.second().address() != null;
  }

  /**
   * The first half this event completes a pair with; both are then done with. Without one the event
   * is remembered as a first half itself.
   *
   * @param image the event's normalised image, or null
   * @return null when no first half was waiting
   */
  TwinHalf match(HostId host, ConnectionEvent event, String image) {
    TwinHalf half = TwinHalf.of(host, event, image);
    TwinHalf best = null;
    for (TwinHalf other = unpaired.get(half.ends); other != null; other = other.next) {
      if (other.isTwinOf(half, maxGapMillis)
          && (best == null || other.likeness(half) < best.likeness(half))) {
        best = other;
      }
    }
    if (best == null) {
      remember(half);
    } else {
      forget(best);
    }
    return best;
  }

  /** How many halves are remembered. */
  int size() {
    return size;
  }

  /** How many halves the bounds have cost so far. */
  long evicted() {
    return evicted;
  }

  /** Forgets what no event after the watermark can be a twin of. */
  void advance(long watermark) {
    while (!arrivals.isEmpty()
        && (arrivals.peek().done || arrivals.peek().eventTime + maxGapMillis < watermark)) {
      dropOldest();
    }
  }

  private void remember(TwinHalf half) {
    append(half);
    arrivals.add(half);
    size++;
    while (size > maxEntries) {
      evicted += dropOldest() ? 1 : 0;
    }
    if (arrivals.size() > 2 * maxEntries) {
      arrivals.removeIf(arrival -> arrival.done);
    }
  }

  private void append(TwinHalf half) {
    TwinHalf oldest = unpaired.putIfAbsent(half.ends, half);
    if (oldest == null) {
      return;
    }
    int length = 1;
    TwinHalf last = oldest;
    while (last.next != null) {
      last = last.next;
      length++;
    }
    last.next = half;
    if (length >= MAX_OF_SAME_ENDS) {
      forget(oldest);
      evicted++;
    }
  }

  /** Removes the oldest arrival; true if it was still unpaired. */
  private boolean dropOldest() {
    TwinHalf oldest = arrivals.poll();
    if (oldest.done) {
      return false;
    }
    forget(oldest);
    return true;
  }

  private void forget(TwinHalf half) {
    TwinHalf oldest = unpaired.get(half.ends);
    if (oldest != half) {
      TwinHalf before = oldest;
      while (before.next != half) {
        before = before.next;
      }
      before.next = half.next;
    } else if (half.next == null) {
      unpaired.remove(half.ends);
    } else {
      unpaired.put(half.ends, half.next);
    }
    half.next = null;
    half.done = true;
    size--;
  }

  void write(SnapshotWriter out) {
    out.number(size);
    for (TwinHalf half : arrivals) {
      if (!half.done) {
        half.write(out);
      }
    }
  }

  /** Halves that are known already, from another snapshot, are left out. */
  void read(SnapshotReader in, Predicate<HostId> wanted) {
    for (int n = in.count(); n > 0; n--) {
      TwinHalf half = TwinHalf.read(in);
      if (wanted.test(half.ends.host()) && !isKnown(half)) {
        remember(half);
      }
    }
  }

  private boolean isKnown(TwinHalf half) {
    TwinHalf other = unpaired.get(half.ends);
    while (other != null
        && !(other.eventTime == half.eventTime && other.source.equals(half.source))) {
      other = other.next;
    }
    return other != null;
  }
}
