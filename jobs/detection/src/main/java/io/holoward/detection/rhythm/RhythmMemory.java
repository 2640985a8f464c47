package io.holoward.detection.rhythm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rhythm of what one instance connected to in its last windows, in a form that is cheap to
 * store: one row of numbers a service and window. Windows that are shorter than a twelfth of the
 * horizon share a row, so that a service never has more than thirteen.
 *
 * <p>At most {@value #MAX_ROWS} rows are remembered, 128 kB: those of 157 services that are used
 * all the time, or of 2048 that are used once.
 */
public final class RhythmMemory {

  static final int MAX_ROWS = 2048;

  private static final int SLICES = 12;

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int KIND = 2;
  private static final int SLICE_END = 3;
  private static final int CONNECTIONS = 4;
  private static final int FIRST = 5;
  private static final int LAST = 6;
  private static final int SQUARES = 7;
  private static final int WIDTH = 8;

  private final long horizon;
  private final long slice;

  /** Replaced, never written. */
  private long[] rows;

  /**
   * @param rows what {@link #rows} gave; null for none
   * @param horizon over how much time connections are looked at, in milliseconds
   * @param window the length of a window, in milliseconds
   */
  public RhythmMemory(long[] rows, long horizon, long window) {
    this.rows = rows == null ? new long[0] : rows;
    this.horizon = horizon;
    this.slice = Math.max(window, horizon / SLICES);
  }

  /** What the constructor reads. */
  public long[] rows() {
    return rows;
  }

  /** The time from which on nothing of what is remembered counts; the smallest number for none. */
  public long expiry() {
    long latest = Long.MIN_VALUE;
    for (int row = 0; row < rows.length; row += WIDTH) {
      latest = Math.max(latest, rows[row + SLICE_END] + horizon);
    }
    return latest;
  }

  /**
   * Adds what was done in a window, which is not earlier than those remembered, and forgets what
   * lies beyond its horizon. One pass, whatever the number of services.
   *
   * @param window what was done with each service
   * @return what was done with each of these services within the horizon
   */
  public Map<ServiceKey, Moments> add(long windowEnd, Map<ServiceKey, Moments> window) {
    long sliceEnd = (Math.floorDiv(windowEnd - 1, slice) + 1) * slice;
    Map<ServiceKey, Sum> sums = new HashMap<>();
    window.forEach((key, moments) -> sums.put(key, new Sum(moments)));
    long[] after = new long[rows.length + window.size() * WIDTH];
    int kept = 0;
    for (int row = 0; row < rows.length; row += WIDTH) {
      if (rows[row + SLICE_END] > windowEnd - horizon
          && keepsRow(sums.get(key(row)), moments(row), rows[row + SLICE_END] == sliceEnd)) {
        System.arraycopy(rows, row, after, kept, WIDTH);
        kept += WIDTH;
      }
    }
    Map<ServiceKey, Moments> within = new HashMap<>();
    for (Map.Entry<ServiceKey, Sum> service : sums.entrySet()) {
      Sum sum = service.getValue();
      write(after, kept, service.getKey(), sliceEnd, sum.current);
      within.put(
          service.getKey(), sum.earlier == null ? sum.current : sum.earlier.join(sum.current));
      kept += WIDTH;
    }
    rows = Arrays.copyOf(after, kept);
    return within;
  }

  /** Adds a row to what is summed up; false where it becomes part of the current slice. */
  private static boolean keepsRow(Sum sum, Moments moments, boolean current) {
    if (sum != null && current) {
      sum.current = moments.join(sum.current);
    } else if (sum != null) {
      sum.earlier = sum.earlier == null ? moments : sum.earlier.join(moments);
    }
    return sum == null || !current;
  }

  /**
   * Forgets services until the bound is kept: those used earliest, among them those used in the
   * fewest windows.
   *
   * @return how many services were forgotten
   */
  public int shrink() {
    int excess = rows.length / WIDTH - MAX_ROWS;
    if (excess <= 0) {
      return 0;
    }
    Map<ServiceKey, Use> uses = new HashMap<>();
    for (int row = 0; row < rows.length; row += WIDTH) {
      uses.merge(key(row), new Use(rows[row + SLICE_END], 1), Use::join);
    }
    List<ServiceKey> inOrder = new ArrayList<>(uses.keySet());
    inOrder.sort(
        Comparator.<ServiceKey>comparingLong(key -> uses.get(key).latest())
            .thenComparingInt(key -> uses.get(key).slices())
            .thenComparing(ServiceKey.ORDER));
    Set<ServiceKey> forgotten = new HashSet<>();
    for (int next = 0; excess > 0; next++) {
      forgotten.add(inOrder.get(next));
      excess -= uses.get(inOrder.get(next)).slices();
    }
    remove(forgotten);
    return forgotten.size();
  }

  private void remove(Set<ServiceKey> forgotten) {
    long[] after = new long[rows.length];
    int kept = 0;
    for (int row = 0; row < rows.length; row += WIDTH) {
      if (!forgotten.contains(key(row))) {
        System.arraycopy(rows, row, after, kept, WIDTH);
        kept += WIDTH;
      }
    }
    rows = Arrays.copyOf(after, kept);
  }

  private ServiceKey key(int row) {
    return new ServiceKey(rows[row + HIGH], rows[row + LOW], rows[row + KIND]);
  }

  private Moments moments(int row) {
    return new Moments(
        rows[row + CONNECTIONS], rows[row + FIRST], rows[row + LAST], rows[row + SQUARES]);
  }

  private static void write(long[] rows, int row, ServiceKey key, long sliceEnd, Moments moments) {
    rows[row + HIGH] = key.high();
    rows[row + LOW] = key.low();
    rows[row + KIND] = key.kind();
    rows[row + SLICE_END] = sliceEnd;
    rows[row + CONNECTIONS] = moments.connections();
    rows[row + FIRST] = moments.first();
    rows[row + LAST] = moments.last();
    rows[row + SQUARES] = moments.squares();
  }

  /** What was done with a service of the window: before the current slice, and in it. */
  private static final class Sum {
    private Moments earlier;
    private Moments current;

    Sum(Moments current) {
      this.current = current;
    }
  }

  /** When a service was used last, and in how many slices of time. */
  private record Use(long latest, int slices) {
    Use join(Use other) {
      return new Use(Math.max(latest, other.latest), slices + other.slices);
    }
  }
}
