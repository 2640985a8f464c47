package io.holoward.detection.front;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Sensor;
import java.util.function.Consumer;
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
  private final TwinRows waiting;
  private long evicted;

  /**
   * @param maxGapMillis how far apart the event times of twins may be
   * @param maxEntries how many connections without a twin are remembered
   * @param seed any number that those who choose addresses do not know
   */
  TwinPairing(long maxGapMillis, int maxEntries, long seed) {
    this.maxGapMillis = maxGapMillis;
    this.maxEntries = maxEntries;
    this.waiting = new TwinRows(seed);
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
    long hash = waiting.hash(half);
    int best = TwinRows.NONE;
    int oldest = TwinRows.NONE;
    int sameEnds = 0;
    for (int row = waiting.youngest(half, hash);
        row != TwinRows.NONE;
        row = waiting.older(row, half)) {
      // Of rows that are equally like, the older one.
      if (isTwin(row, half)
          && (best == TwinRows.NONE || likeness(row, half) <= likeness(best, half))) {
        best = row;
      }
      oldest = row;
      sameEnds++;
    }
    if (best != TwinRows.NONE) {
      TwinHalf twin = waiting.half(best);
      waiting.remove(best);
      return twin;
    }
    if (sameEnds >= MAX_OF_SAME_ENDS) {
      waiting.remove(oldest);
      evicted++;
    }
    remember(half, hash);
    return null;
  }

  /** Whether two reports with the same ends can be of one connection. */
  private boolean isTwin(int row, TwinHalf half) {
    String image = waiting.image(row);
    Direction direction = waiting.direction(row);
    return waiting.sensor(row) != half.sensor()
        && (image == null || half.image() == null || image.equals(half.image()))
        && (direction == half.direction()
            || direction == Direction.UNKNOWN
            || half.direction() == Direction.UNKNOWN)
        && gap(row, half) <= maxGapMillis;
  }

  /** Less is likelier: a known image before an unknown one, then what is nearer in time. */
  private long likeness(int row, TwinHalf half) {
    long gap = gap(row, half);
    return waiting.image(row) == null ? Long.MAX_VALUE / 2 + gap : gap;
  }

  private long gap(int row, TwinHalf half) {
    return Math.abs(waiting.eventTime(row) - half.eventTime());
  }

  /** How many halves are remembered. */
  int size() {
    return waiting.size();
  }

  /** How many halves the bounds have cost so far. */
  long evicted() {
    return evicted;
  }

  /** Forgets what no event after the watermark can be a twin of. */
  void advance(long watermark) {
    while (waiting.size() > 0 && waiting.eventTime(waiting.oldest()) + maxGapMillis < watermark) {
      waiting.remove(waiting.oldest());
    }
  }

  private void remember(TwinHalf half, long hash) {
    while (waiting.size() >= maxEntries) {
      waiting.remove(waiting.oldest());
      evicted++;
    }
    waiting.add(half, hash);
  }

  /** The halves that wait now, to be written later, by any thread. */
  Consumer<SnapshotWriter> snapshot() {
    return waiting.snapshot();
  }

  /** Halves that are known already, from another snapshot, are left out. */
  void read(SnapshotReader in, Predicate<HostId> wanted) {
    for (int n = in.count(); n > 0; n--) {
      TwinHalf half = TwinHalf.read(in);
      long hash = waiting.hash(half);
      if (wanted.test(half.host()) && !isKnown(half, hash)) {
        remember(half, hash);
      }
    }
  }

  private boolean isKnown(TwinHalf half, long hash) {
    int row = waiting.youngest(half, hash);
    while (row != TwinRows.NONE
        && !(waiting.eventTime(row) == half.eventTime()
            && waiting.half(row).source().equals(half.source()))) {
      row = waiting.older(row, half);
    }
    return row != TwinRows.NONE;
  }
}
