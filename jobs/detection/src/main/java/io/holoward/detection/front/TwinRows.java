package io.holoward.detection.front;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
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

  /** What no report has as its facts. */
  private static final long REMOVED = -1;

  private static final int PORT_BITS = 17;
  private static final Protocol[] PROTOCOLS = Protocol.values();
  private static final Sensor[] SENSORS = Sensor.values();
  private static final Direction[] DIRECTIONS = Direction.values();

  private final long seed;
  private Columns rows = new Columns(INITIAL_CAPACITY);

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

  /** A ring of columns; a row lies at its arrival modulo the capacity. */
  private static final class Columns {
    /**
     * Of each row its hash, and beside it, in the same cache line, the arrival of the next older
     * row of its chain.
     */
    final long[] links;

    final long[] time;
    final long[] position;
    final long[] pid;

    /** Ports, protocol, sensor and direction. */
    final long[] facts;

    final HostId[] host;
    final String[] lesser;
    final String[] greater;
    final String[] image;
    final String[] guid;
    final String[] source;

    Columns(int capacity) {
      this(capacity, 2 * capacity);
    }

    private Columns(int capacity, int linked) {
      links = new long[linked];
      time = new long[capacity];
      position = new long[capacity];
      pid = new long[capacity];
      facts = new long[capacity];
      host = new HostId[capacity];
      lesser = new String[capacity];
      greater = new String[capacity];
      image = new String[capacity];
      guid = new String[capacity];
      source = new String[capacity];
    }

    int capacity() {
      return time.length;
    }

    long hash(int row) {
      return links[2 * row];
    }

    int next(int row) {
      return (int) links[2 * row + 1];
    }

    void copy(int from, Columns target, int to) {
      target.links[2 * to] = hash(from);
      target.time[to] = time[from];
      target.position[to] = position[from];
      target.pid[to] = pid[from];
      target.facts[to] = facts[from];
      target.host[to] = host[from];
      target.lesser[to] = lesser[from];
      target.greater[to] = greater[from];
      target.image[to] = image[from];
      target.guid[to] = guid[from];
      target.source[to] = source[from];
    }

    Sensor sensor(int row) {
      return SENSORS[(int) (facts[row] >>> 2 & 3)];
    }

    Direction direction(int row) {
      return DIRECTIONS[(int) (facts[row] & 3)];
    }

    TwinHalf half(int row) {
      long ports = facts[row] >>> 6;
      return new TwinHalf(
          host[row],
          PROTOCOLS[(int) (facts[row] >>> 4 & 3)],
          new Endpoint(lesser[row], (int) (ports >>> PORT_BITS) - 1),
          new Endpoint(greater[row], (int) (ports & ((1 << PORT_BITS) - 1)) - 1),
          sensor(row),
          direction(row),
          image[row],
          guid[row],
          pid[row],
          time[row],
          new SourcePosition(source[row], position[row]));
    }

    /** A copy of so many rows from one on, past the end of the ring at its begin; of no chains. */
    Columns unrolled(int first, int count) {
      Columns copy = new Columns(count, 0);
      int untilEnd = Math.min(count, capacity() - first);
      copyRows(first, copy, 0, untilEnd);
      copyRows(0, copy, untilEnd, count - untilEnd);
      return copy;
    }

    private void copyRows(int from, Columns target, int to, int count) {
      System.arraycopy(time, from, target.time, to, count);
      System.arraycopy(position, from, target.position, to, count);
      System.arraycopy(pid, from, target.pid, to, count);
      System.arraycopy(facts, from, target.facts, to, count);
      System.arraycopy(host, from, target.host, to, count);
      System.arraycopy(lesser, from, target.lesser, to, count);
      System.arraycopy(greater, from, target.greater, to, count);
      System.arraycopy(image, from, target.image, to, count);
      System.arraycopy(guid, from, target.guid, to, count);
      System.arraycopy(source, from, target.source, to, count);
    }

    /** All that are not free, in their order. */
    void write(SnapshotWriter out) {
      for (int row = 0; row < capacity(); row++) {
        if (host[row] != null) {
          half(row).write(out);
        }
      }
    }

    /** A row without a host is free. */
    void clear(int row) {
      facts[row] = REMOVED;
      host[row] = null;
      lesser[row] = null;
      greater[row] = null;
      image[row] = null;
      guid[row] = null;
      source[row] = null;
    }
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
    return rows.facts[row] >>> 4 == facts(half) >>> 4
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
    rows.links[2 * row] = hash;
    rows.time[row] = half.eventTime();
    rows.position[row] = half.source().position();
    rows.pid[row] = half.pid();
    rows.facts[row] = facts(half);
    rows.host[row] = half.host();
    rows.lesser[row] = half.lesser().address();
    rows.greater[row] = half.greater().address();
    rows.image[row] = half.image();
    rows.guid[row] = half.guid();
    rows.source[row] = half.source().name();
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
    Columns now = rows.unrolled(first, (int) (arrivals - oldest));
    return out -> {
      out.number(waiting);
      now.write(out);
    };
  }

  /** Ports may be -1; sensor and direction lie lowest, as they are no part of the ends. */
  @SuppressWarnings("EnumOrdinal") // never stored
  private static long facts(TwinHalf half) {
    long ports = ((half.lesser().port() + 1L) << PORT_BITS) | (half.greater().port() + 1L);
    return (ports << 6)
        | ((long) half.protocol().ordinal() << 4)
        | ((long) half.sensor().ordinal() << 2)
        | half.direction().ordinal();
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
    Columns old = rows;
    int capacity = size > old.capacity() / 2 ? 2 * old.capacity() : old.capacity();
    Columns moved = new Columns(capacity);
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
