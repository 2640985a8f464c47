package io.holoward.detection.rhythm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The services one instance used in one window, in a form that is cheap to store: one row of
 * numbers a service.
 *
 * <p>What is told of a service need not come in order, and the gap between two connections is known
 * only when nothing else can come between them. So a service has a row for each stretch of time
 * that is known completely, and its stretches are joined at the end. The front tells of one
 * stretch, unless its table was full or it was restarted; of more than {@value #MAX_STRETCHES} the
 * earliest are joined at once, which is exact as long as nothing later comes between them.
 */
public final class WindowServices {

  /** The most rows: 36 kB. */
  static final int MAX_ROWS = 512;

  static final int MAX_STRETCHES = 8;

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int KIND = 2;
  private static final int CONNECTIONS = 3;
  private static final int FIRST = 4;
  private static final int LAST = 5;
  private static final int SQUARES = 6;
  private static final int REPEATED = 7;
  private static final int SIGNATURE = 8;
  private static final int WIDTH = 9;

  private static final Comparator<ServiceActivity> BY_TIME =
      Comparator.comparingLong(activity -> activity.moments().first());

  private static final int FIRST_CAPACITY = 4 * WIDTH;

  private long[] rows;

  /** How much of the array is rows. */
  private int length;

  /** Whether the rows are a copy: what was read is never written. */
  private boolean copied;

  /**
   * @param rows what {@link #rows} gave; null for none
   */
  public WindowServices(long[] rows) {
    this.rows = rows == null ? new long[0] : rows;
    this.length = this.rows.length;
  }

  /** What the constructor reads: a copy, which nothing changes any longer. */
  public long[] rows() {
    return Arrays.copyOf(rows, length);
  }

  /**
   * Adds what an instance did with a service.
   *
   * @return false when there are too many services already, and nothing was added
   */
  public boolean add(ServiceActivity activity) {
    int stretches = 0;
    int place = -1;
    ServiceActivity whole = activity;
    for (int row = 0; row < length; row += WIDTH) {
      if (!isOf(row, activity.key())) {
        continue;
      }
      if (!moments(row).touches(activity.moments())) {
        stretches++;
      } else {
        whole = read(row).join(whole);
        if (place < 0) {
          place = row;
        } else {
          remove(row);
          row -= WIDTH;
        }
      }
    }
    boolean full = length >= MAX_ROWS * WIDTH;
    if (place < 0) {
      if (full && stretches == 0) {
        return false;
      }
      place = length;
      grow();
    }
    write(place, whole);
    if (stretches + 1 > (full ? 1 : MAX_STRETCHES)) {
      joinEarliest(activity.key());
    }
    return true;
  }

  /** What was done with each service, in the order of their first use. */
  public List<ServiceActivity> services() {
    List<ServiceActivity> stretches = new ArrayList<>();
    for (int row = 0; row < length; row += WIDTH) {
      stretches.add(read(row));
    }
    stretches.sort(BY_TIME);
    Map<ServiceKey, ServiceActivity> services = new TreeMap<>(ServiceKey.ORDER);
    for (ServiceActivity stretch : stretches) {
      services.merge(stretch.key(), stretch, ServiceActivity::join);
    }
    List<ServiceActivity> inOrder = new ArrayList<>(services.values());
    inOrder.sort(BY_TIME);
    return inOrder;
  }

  private void joinEarliest(ServiceKey key) {
    int earliest = -1;
    int second = -1;
    for (int row = 0; row < length; row += WIDTH) {
      if (isOf(row, key)) {
        if (earliest < 0 || rows[row + FIRST] < rows[earliest + FIRST]) {
          second = earliest;
          earliest = row;
        } else if (second < 0 || rows[row + FIRST] < rows[second + FIRST]) {
          second = row;
        }
      }
    }
    write(earliest, read(earliest).join(read(second)));
    remove(second);
  }

  private boolean isOf(int row, ServiceKey key) {
    return rows[row + LOW] == key.low()
        && rows[row + KIND] == key.kind()
        && rows[row + HIGH] == key.high();
  }

  private Moments moments(int row) {
    return new Moments(
        rows[row + CONNECTIONS], rows[row + FIRST], rows[row + LAST], rows[row + SQUARES]);
  }

  private ServiceActivity read(int row) {
    return new ServiceActivity(
        new ServiceKey(rows[row + HIGH], rows[row + LOW], rows[row + KIND]),
        moments(row),
        rows[row + REPEATED],
        (int) rows[row + SIGNATURE]);
  }

  private void write(int row, ServiceActivity activity) {
    copy();
    rows[row + HIGH] = activity.key().high();
    rows[row + LOW] = activity.key().low();
    rows[row + KIND] = activity.key().kind();
    rows[row + CONNECTIONS] = activity.moments().connections();
    rows[row + FIRST] = activity.moments().first();
    rows[row + LAST] = activity.moments().last();
    rows[row + SQUARES] = activity.moments().squares();
    rows[row + REPEATED] = activity.repeated();
    rows[row + SIGNATURE] = activity.signature();
  }

  /** The order of rows says nothing: the last one takes the place that becomes free. */
  private void remove(int row) {
    copy();
    length -= WIDTH;
    System.arraycopy(rows, length, rows, row, WIDTH);
  }

  private void grow() {
    length += WIDTH;
    if (length > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(FIRST_CAPACITY, 2 * rows.length));
      copied = true;
    }
  }

  private void copy() {
    if (!copied) {
      rows = rows.clone();
      copied = true;
    }
  }
}
