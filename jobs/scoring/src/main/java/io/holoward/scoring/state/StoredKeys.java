package io.holoward.scoring.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.ManagedInitializationContext;

/**
 * Knows which keys may have a value in the state that is not held on the heap, so that nobody looks
 * for what cannot be there: most keys that come for the first time. Values that were there when the
 * job was started are not known one by one, only until when the last of them is due; those evicted
 * since are in filters, which are let go when all that is in them has been due. Of at most {@value
 * #MOST_FILTERS} filters of at most 2 MB.
 *
 * @param <K> what a value belongs to
 */
public final class StoredKeys<K> {

  static final int MOST_FILTERS = 8;

  private static final int SMALLEST_FILTER = 1 << 14;
  private static final int LARGEST_FILTER = 1 << 20;

  private final ListState<long[]> state;
  private final long span;
  private final long rounding;
  private final Deque<Filter> filters = new ArrayDeque<>();

  /** When the last of the values that were restored is due. */
  private long restoredUntil = Long.MIN_VALUE;

  /** When the last value of all is due. */
  private long latestDue = Long.MIN_VALUE;

  /** What was due up to then is gone from the state. */
  private long gone = Long.MIN_VALUE;

  private StoredKeys(ListState<long[]> state, long span, long rounding) {
    this.state = state;
    this.span = span;
    this.rounding = rounding;
  }

  /**
   * Begins with what the state was restored with. Nothing is known of one that an earlier release
   * stored.
   *
   * @param name of the operator state that keeps until when there are values
   * @param span what the configuration adds to the times at which values are due, in milliseconds
   * @param rounding how much later again they may be due, see {@link Ticks}
   */
  public static <K> StoredKeys<K> restore(
      ManagedInitializationContext context, String name, long span, long rounding)
      throws Exception {
    StoredKeys<K> keys =
        new StoredKeys<>(
            context
                .getOperatorStateStore()
                .getUnionListState(
                    new ListStateDescriptor<>(
                        name, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO)),
            span,
            rounding);
    if (context.isRestored()) {
      keys.restore();
    }
    return keys;
  }

  private void restore() throws Exception {
    boolean isTold = false;
    for (long[] told : state.get()) {
      isTold = true;
      restoredUntil = Math.max(restoredUntil, until(told[0], told[1]));
    }
    if (!isTold) {
      restoredUntil = Long.MAX_VALUE;
    }
    latestDue = restoredUntil;
  }

  /** When the last value is due by the span of now, or comes by its timer of then. */
  private long until(long due, long spanOfThen) {
    boolean isTime = due != Long.MIN_VALUE && due != Long.MAX_VALUE;
    return isTime && spanOfThen != span ? Math.max(due, due - spanOfThen + span + rounding) : due;
  }

  /** Keeps what is known; to be called when the operator is snapshotted. */
  public void snapshot() throws Exception {
    state.update(List.of(new long[] {latestDue, span}));
  }

  /** A value is written to the state. */
  void written(long due) {
    latestDue = Math.max(latestDue, due);
  }

  /** A value is in the state from now on only. */
  void evicted(K key, long due) {
    Filter newest = filters.peekLast();
    if (newest == null || newest.keys.isFull() && filters.size() < MOST_FILTERS) {
      newest = new Filter(newest == null ? SMALLEST_FILTER : larger(newest.keys.capacity()));
      filters.add(newest);
    }
    newest.keys.add(hash(key));
    newest.latestDue = Math.max(newest.latestDue, due);
  }

  private static int larger(int capacity) {
    return Math.min(2 * capacity, LARGEST_FILTER);
  }

  /**
   * Whether there is surely no value of a key in the state.
   *
   * @param dueAtLeast the earliest that one could be due
   */
  boolean lacks(K key, long dueAtLeast) {
    if (restoredUntil > gone && restoredUntil >= dueAtLeast) {
      return false;
    }
    long hash = hash(key);
    for (Filter filter : filters) {
      if (filter.keys.mayContain(hash)) {
        return false;
      }
    }
    return true;
  }

  /** All values that were due at a watermark have been looked at, and forgotten or prolonged. */
  public void passed(long watermark) {
    gone = Math.max(gone, watermark);
    filters.removeIf(filter -> filter.latestDue <= watermark);
  }

  private static long hash(Object key) {
    return KeyFilter.mix(key.hashCode() * 0x9e3779b97f4a7c15L);
  }

  /** Those evicted in a time. */
  private static final class Filter {
    private final KeyFilter keys;
    private long latestDue = Long.MIN_VALUE;

    Filter(int capacity) {
      keys = new KeyFilter(capacity);
    }
  }
}
