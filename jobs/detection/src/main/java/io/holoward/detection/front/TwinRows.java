package io.holoward.detection.front;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Sensor;
import java.util.function.Consumer;

/**
 * Reports without a twin, in the order of their arrival and found by their ends. Each is a row of
 * plain columns rather than an object: hundreds of thousands wait for hours, and what a collector
 * has to walk over costs more than the table itself.
 *
 * <p>Rows of equal ends, and some others, are chained, the youngest first, by the numbers of their
 * arrival. Who walks a chain stops where it leads to what arrived before the oldest row, or to what
 * did not arrive earlier; so a row that is removed need not be taken out of its chain. A row keeps
 * its number until it is removed or a row is added. Not thread-safe.
 */
final class TwinRows {

  /** Ends a chain. */
  static final int NONE = -1;

  private static final int INITIAL_CAPACITY = 1024;

  /** After what an empty chain begins with. */
  private static final long FIRST_ARRIVAL = 1;

  private final long seed;
  private TwinColumns rows = new TwinColumns(INITIAL_CAPACITY);

  /** The arrival of the youngest row of each chain; long ago where there is none. */
  private int[] heads = new int[2 * INITIAL_CAPACITY];

  /** The arrivals of the oldest row that may still be there, and of the next to come. */
  private long oldest;

  private long arrivals;
  private int size;

  /**
   * @param seed any number that those who choose addresses do not know
   */
  TwinRows(long seed) {
    this(seed, FIRST_ARRIVAL);
  }

  /**
   * @param first the number of the first arrival
   */
  TwinRows(long seed, long first) {
    this.seed = seed;
    this.oldest = first;
    this.arrivals = first;
  }

  /** How many reports wait. */
  int size() {
    return size;
  }

  /** What rows are found by. */
  long hash(TwinHalf half) {
    return half.endsHash(seed);
  }

  /**
   * The youngest row with the ends of a report, or {@link #NONE}.
   *
   * @param hash of the report
   */
  int youngest(TwinHalf half, long hash) {
    return sameEnds((int) arrivals, heads[chain(hash)], hash, half);
  }

  /** The next older row with the ends of a report, or {@link #NONE}. */
  int older(int row, TwinHalf half) {
    return sameEnds(arrival(row), rows.next(row), rows.hash(row), half);
  }

  /** Arrivals are compared by their difference, because they are of 32 bits and begin again. */
  private int sameEnds(int younger, int from, long hash, TwinHalf half) {
    int before = younger;
    int arrival = from;
    while (arrival - before < 0 && arrival - (int) oldest >= 0) {
      int row = row(arrival);
      if (rows.hash(row) == hash && hasEnds(row, half)) {
        return row;
      }
      before = arrival;
      arrival = rows.next(row);
    }
    return NONE;
  }

  private boolean hasEnds(int row, TwinHalf half) {
    return rows.facts[row] >>> 4 == TwinColumns.facts(half) >>> 4
        && rows.lesser[row].equals(half.lesser().address())
        && rows.greater[row].equals(half.greater().address())
        && rows.host[row].equals(half.host());
  }

  /** The oldest row; there must be one. */
  int oldest() {
    skipRemoved();
    return row(oldest);
  }

  private void skipRemoved() {
    while (oldest < arrivals && rows.host[row(oldest)] == null) {
      oldest++;
    }
  }

  /**
   * Adds a report as the youngest row.
   *
   * @param hash of the report
   */
  void add(TwinHalf half, long hash) {
    skipRemoved();
    if (arrivals - oldest == rows.capacity()) {
      makeRoom();
    }
    int row = row(arrivals);
    rows.set(row, half, hash);
    link(arrivals++);
    size++;
  }

  /** Removes a row. */
  void remove(int row) {
    rows.clear(row);
    size--;
  }

  long eventTime(int row) {
    return rows.time[row];
  }

  String image(int row) {
    return rows.image[row];
  }

  Sensor sensor(int row) {
    return rows.sensor(row);
  }

  Direction direction(int row) {
    return rows.direction(row);
  }

  /** The report of a row. */
  TwinHalf half(int row) {
    return rows.half(row);
  }

  /** What waits now, to be written later, by any thread. */
  Consumer<SnapshotWriter> snapshot() {
    skipRemoved();
    int waiting = size;
    int first = row(oldest);
    TwinColumns now = rows.unrolled(first, (int) (arrivals - oldest));
    return out -> {
      out.number(waiting);
      now.write(out);
    };
  }

  private int row(long arrival) {
    return (int) arrival & (rows.capacity() - 1);
  }

  private int chain(long hash) {
    return (int) hash & (heads.length - 1);
  }

  /** The low bits of the arrival of a row that is there. */
  private int arrival(int row) {
    return (int) oldest + ((row - (int) oldest) & (rows.capacity() - 1));
  }

  private void link(long arrival) {
    int row = row(arrival);
    int chain = chain(rows.hash(row));
    rows.links[2 * row + 1] = heads[chain];
    heads[chain] = (int) arrival;
  }

  /** Closes the gaps that removed rows left, or doubles the ring where there are few. */
  private void makeRoom() {
    TwinColumns old = rows;
    int capacity = size > old.capacity() / 2 ? 2 * old.capacity() : old.capacity();
    TwinColumns moved = new TwinColumns(capacity);
    long next = FIRST_ARRIVAL;
    for (long arrival = oldest; arrival < arrivals; arrival++) {
      int from = row(arrival);
      if (old.host[from] != null) {
        old.copy(from, moved, (int) next++ & (capacity - 1));
      }
    }
    rows = moved;
    heads = new int[2 * capacity];
    oldest = FIRST_ARRIVAL;
    arrivals = next;
    for (long arrival = oldest; arrival < arrivals; arrival++) {
      link(arrival);
    }
  }
}
