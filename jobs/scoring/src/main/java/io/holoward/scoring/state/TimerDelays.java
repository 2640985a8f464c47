package io.holoward.scoring.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.ManagedInitializationContext;

/**
 * Finds the times that timers are about which come a configured delay after them, as those that
 * close a window when the allowed lateness has passed since its end. A timer of a savepoint was set
 * with the delay of then: each delay is remembered until the last timer that was set with it has
 * come. All times are milliseconds since the epoch, in event time.
 */
public final class TimerDelays {

  private final ListState<long[]> state;
  private final long delay;

  /** Of each delay that was configured before, when the last timer that was set with it comes. */
  private final Map<Long, Long> earlier = new TreeMap<>();

  /** When the last timer comes that was set with the delay of now. */
  private long last = Long.MIN_VALUE;

  private TimerDelays(ListState<long[]> state, long delay) {
    this.state = state;
    this.delay = delay;
  }

  /**
   * Begins with the delays under which the timers of a restored state were set. Those of a state
   * that does not tell are taken for set with the delay of now.
   *
   * @param name of the operator state that keeps them
   * @param delay that the configuration sets, in milliseconds
   */
  public static TimerDelays restore(ManagedInitializationContext context, String name, long delay)
      throws Exception {
    TimerDelays delays =
        new TimerDelays(
            context
                .getOperatorStateStore()
                .getUnionListState(
                    new ListStateDescriptor<>(
                        name, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO)),
            delay);
    for (long[] told : delays.state.get()) {
      delays.earlier.merge(told[0], told[1], Math::max);
    }
    Long sameAsNow = delays.earlier.remove(delay);
    delays.last = sameAsNow == null ? Long.MIN_VALUE : sameAsNow;
    return delays;
  }

  /** When a timer about a time comes, by the delay of now. */
  public long timerOf(long time) {
    return time + delay;
  }

  /** A timer was set with the delay of now. */
  public void set(long timer) {
    last = Math.max(last, timer);
  }

  /**
   * The times that a timer may be about, the earliest first: more than one only for a while after
   * the delay was changed, and then there may be nothing at some of them.
   */
  public long[] about(long timer) {
    if (earlier.isEmpty()) {
      return new long[] {timer - delay};
    }
    return LongStream.concat(
            LongStream.of(delay), earlier.keySet().stream().mapToLong(Long::longValue))
        .map(any -> timer - any)
        .sorted()
        .toArray();
  }

  /** All timers until a watermark have come. */
  public void passed(long watermark) {
    earlier.values().removeIf(lastTimer -> lastTimer <= watermark);
  }

  /** Keeps what is known; to be called when the operator is snapshotted. */
  public void snapshot() throws Exception {
    List<long[]> told = new ArrayList<>();
    told.add(new long[] {delay, last});
    for (Map.Entry<Long, Long> before : earlier.entrySet()) {
      told.add(new long[] {before.getKey(), before.getValue()});
    }
    state.update(told);
  }
}
