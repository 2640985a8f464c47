package io.holoward.detection.front;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.detection.rhythm.Moments;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * A hash table of what each instance did in each window, with the repetitions held back. Open
 * addressing over plain arrays: an entry costs no object of its own and a repetition allocates
 * nothing. Keys are compared in full; the seed only keeps those who choose addresses and ports from
 * choosing collisions. Eight cells an entry: what is looked at for a repetition is one cache line.
 */
final class RepetitionTable {

  private static final int INITIAL_CAPACITY = 1024;
  private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int WINDOW_END = 2;
  private static final int KIND = 3;
  private static final int COUNT = 4;
  private static final int FIRST = 5;
  private static final int LAST = 6;
  private static final int SQUARES = 7;
  private static final int CELLS = 8;

  private final long seed;
  private long[] cells;
  private String[] addresses;
  private int size;
  private long earliestWindowEnd;

  RepetitionTable(long seed) {
    this.seed = seed;
    clear();
  }

  int size() {
    return size;
  }

  /** The end of the earliest window in the table; the largest number when it is empty. */
  long earliestWindowEnd() {
    return earliestWindowEnd;
  }

  /**
   * Notes a sighting; true when it is the first of its kind, else it is counted, and so is the gap
   * to its neighbour. Of a sighting that comes between two others in time the gaps are not known:
   * it is taken to coincide with one of them.
   *
   * @param address of the service, or of the client where the sighting is told by it
   * @param port of the service
   */
  boolean note(
      InstanceKey key,
      String address,
      int port,
      boolean byClient,
      Direction direction,
      Protocol protocol,
      boolean blocked,
      boolean loopback,
      long windowEnd,
      long time) {
    long kind = kind(port, byClient, direction, protocol, blocked, loopback);
    int slot = slot(key.high(), key.low(), windowEnd, kind, address);
    boolean first = cells[slot * CELLS + KIND] == 0;
    if (first) {
      int taken = occupy(slot, key.high(), key.low(), windowEnd, kind, address);
      cells[taken * CELLS + FIRST] = time;
      cells[taken * CELLS + LAST] = time;
    } else {
      repeat(slot * CELLS, time);
    }
    return first;
  }

  /** Adds repetitions that were held back elsewhere. */
  void add(HeldBack held) {
    InstanceKey key = held.key();
    long kind =
        kind(
            held.service().port(),
            held.client() != null,
            held.direction(),
            held.protocol(),
            held.blocked(),
            held.loopback());
    String address = held.client() != null ? held.client() : held.service().address();
    int slot = slot(key.high(), key.low(), held.windowEnd(), kind, address);
    Moments moments = Moments.of(held.count(), held.lastTime(), held.gaps());
    if (cells[slot * CELLS + KIND] == 0) {
      slot = occupy(slot, key.high(), key.low(), held.windowEnd(), kind, address);
    } else {
      moments = moments(slot * CELLS).join(moments);
    }
    int cell = slot * CELLS;
    cells[cell + COUNT] = moments.connections();
    cells[cell + FIRST] = moments.first();
    cells[cell + LAST] = moments.last();
    cells[cell + SQUARES] = moments.squares();
  }

  /** Hands every entry that holds repetitions to the consumer and keeps them. */
  void forEachHeld(Consumer<HeldBack> consumer) {
    for (int slot = 0; slot < addresses.length; slot++) {
      if (cells[slot * CELLS + COUNT] > 0) {
        consumer.accept(heldBack(slot));
      }
    }
  }

  /** Removes entries by the end of their window, handing what they hold to the consumer. */
  void removeWindows(LongPredicate closed, Consumer<HeldBack> consumer) {
    long[] oldCells = cells;
    String[] oldAddresses = addresses;
    for (int slot = 0; slot < oldAddresses.length; slot++) {
      int cell = slot * CELLS;
      if (oldCells[cell + COUNT] > 0 && closed.test(oldCells[cell + WINDOW_END])) {
        consumer.accept(heldBack(slot));
      }
    }
    clear();
    for (int slot = 0; slot < oldAddresses.length; slot++) {
      int cell = slot * CELLS;
      if (oldCells[cell + KIND] != 0 && !closed.test(oldCells[cell + WINDOW_END])) {
        reinsert(oldCells, cell, oldAddresses[slot]);
      }
    }
  }

  private void clear() {
    cells = new long[INITIAL_CAPACITY * CELLS];
    addresses = new String[INITIAL_CAPACITY];
    size = 0;
    earliestWindowEnd = Long.MAX_VALUE;
  }

  private HeldBack heldBack(int slot) {
    int cell = slot * CELLS;
    long kind = cells[cell + KIND];
    boolean byClient = (kind >>> 7 & 1) == 1;
    return new HeldBack(
        new InstanceKey(cells[cell + HIGH], cells[cell + LOW]),
        new Endpoint(byClient ? null : addresses[slot], (int) (kind >>> 8) - 1),
        byClient ? addresses[slot] : null,
        (kind >>> 1 & 1) == 1 ? Direction.IN : Direction.OUT,
        PROTOCOLS.get((int) (kind >>> 3 & 3)),
        (kind >>> 5 & 1) == 1,
        (kind >>> 6 & 1) == 1,
        cells[cell + WINDOW_END],
        cells[cell + COUNT],
        cells[cell + FIRST],
        cells[cell + LAST],
        new Gaps(cells[cell + LAST] - cells[cell + FIRST], cells[cell + SQUARES]));
  }

  private Moments moments(int cell) {
    return new Moments(
        cells[cell + COUNT], cells[cell + FIRST], cells[cell + LAST], cells[cell + SQUARES]);
  }

  /** Never 0, which marks a free slot; the port is shifted by one because it may be -1. */
  private static long kind(
      int port,
      boolean byClient,
      Direction direction,
      Protocol protocol,
      boolean blocked,
      boolean loopback) {
    return (port + 1L) << 8
        | (byClient ? 1L << 7 : 0)
        | (loopback ? 1L << 6 : 0)
        | (blocked ? 1L << 5 : 0)
        | (long) PROTOCOLS.indexOf(protocol) << 3
        | (direction == Direction.IN ? 1L << 1 : 0)
        | 1;
  }

  private void repeat(int cell, long time) {
    long gap = 0;
    if (time > cells[cell + LAST]) {
      gap = time - cells[cell + LAST];
      cells[cell + LAST] = time;
    } else if (time < cells[cell + FIRST]) {
      gap = cells[cell + FIRST] - time;
      cells[cell + FIRST] = time;
    }
    cells[cell + SQUARES] += gap * gap;
    cells[cell + COUNT]++;
  }

  /** Fills a free slot; the table may grow, so the entry's slot is returned. */
  private int occupy(int slot, long high, long low, long windowEnd, long kind, String address) {
    int free = slot;
    if (2 * (size + 1) > addresses.length) {
      grow();
      free = slot(high, low, windowEnd, kind, address);
    }
    int cell = free * CELLS;
    cells[cell + HIGH] = high;
    cells[cell + LOW] = low;
    cells[cell + WINDOW_END] = windowEnd;
    cells[cell + KIND] = kind;
    addresses[free] = address;
    size++;
    earliestWindowEnd = Math.min(earliestWindowEnd, windowEnd);
    return free;
  }

  private void grow() {
    long[] oldCells = cells;
    String[] oldAddresses = addresses;
    cells = new long[2 * oldCells.length];
    addresses = new String[2 * oldAddresses.length];
    size = 0;
    for (int slot = 0; slot < oldAddresses.length; slot++) {
      if (oldCells[slot * CELLS + KIND] != 0) {
        reinsert(oldCells, slot * CELLS, oldAddresses[slot]);
      }
    }
  }

  private void reinsert(long[] oldCells, int oldCell, String address) {
    long high = oldCells[oldCell + HIGH];
    long low = oldCells[oldCell + LOW];
    long windowEnd = oldCells[oldCell + WINDOW_END];
    long kind = oldCells[oldCell + KIND];
    int slot =
        occupy(slot(high, low, windowEnd, kind, address), high, low, windowEnd, kind, address);
    System.arraycopy(oldCells, oldCell + COUNT, cells, slot * CELLS + COUNT, CELLS - COUNT);
  }

  /** The slot that holds the key, else the free one where it belongs. */
  private int slot(long high, long low, long windowEnd, long kind, String address) {
    int mask = addresses.length - 1;
    int slot = (int) hash(high, low, windowEnd, kind, address) & mask;
    while (true) {
      int cell = slot * CELLS;
      if (cells[cell + KIND] == 0
          || (cells[cell + KIND] == kind
              && cells[cell + LOW] == low
              && cells[cell + HIGH] == high
              && cells[cell + WINDOW_END] == windowEnd
              && Objects.equals(addresses[slot], address))) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
  }

  private long hash(long high, long low, long windowEnd, long kind, String address) {
    long key = SeededHash.mix(SeededHash.mix(seed, high) + low);
    return SeededHash.mix(SeededHash.mix(key + windowEnd * 31 + kind), address);
  }
}
