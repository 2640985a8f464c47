package io.holoward.detection.front;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;

/**
 * The columns of {@link TwinRows}, a ring: a row lies at its arrival modulo the capacity. Not
 * thread-safe.
 */
final class TwinColumns {

  /** What no report has as its facts. */
  private static final long REMOVED = -1;

  private static final int PORT_BITS = 17;
  private static final Protocol[] PROTOCOLS = Protocol.values();
  private static final Sensor[] SENSORS = Sensor.values();
  private static final Direction[] DIRECTIONS = Direction.values();

  /**
   * Of each row its hash, and beside it, in the same cache line, the arrival of the next older row
   * of its chain.
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

  TwinColumns(int capacity) {
    this(capacity, 2 * capacity);
  }

  private TwinColumns(int capacity, int linked) {
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

  /** Copies a row, which is in no chain yet where it comes to. */
  void copy(int from, TwinColumns target, int to) {
    target.links[2 * to] = hash(from);
    copyRows(from, target, to, 1);
  }

  /** Fills a row, which is in no chain yet. */
  void set(int row, TwinHalf half, long hash) {
    links[2 * row] = hash;
    time[row] = half.eventTime();
    position[row] = half.source().position();
    pid[row] = half.pid();
    facts[row] = facts(half);
    host[row] = half.host();
    lesser[row] = half.lesser().address();
    greater[row] = half.greater().address();
    image[row] = half.image();
    guid[row] = half.guid();
    source[row] = half.source().name();
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
  TwinColumns unrolled(int first, int count) {
    TwinColumns copy = new TwinColumns(count, 0);
    int untilEnd = Math.min(count, capacity() - first);
    copyRows(first, copy, 0, untilEnd);
    copyRows(0, copy, untilEnd, count - untilEnd);
    return copy;
  }

  private void copyRows(int from, TwinColumns target, int to, int count) {
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

  /** Ports may be -1; sensor and direction lie lowest, as they are no part of the ends. */
  @SuppressWarnings("EnumOrdinal") // never stored
  static long facts(TwinHalf half) {
    long ports = ((half.lesser().port() + 1L) << PORT_BITS) | (half.greater().port() + 1L);
    return (ports << 6)
        | ((long) half.protocol().ordinal() << 4)
        | ((long) half.sensor().ordinal() << 2)
        | half.direction().ordinal();
  }
}
