package io.holoward.scoring.state;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * A point in event time that is decided when the job is first started, unless the configuration
 * sets it. A restart does not decide anew; a time that is set anew holds.
 */
public final class DecidedTime {

  private final ListState<Long> state;
  private final long time;

  /**
   * @param name of the state that keeps it
   * @param set the time that the configuration sets; null where it sets none
   * @param decision milliseconds since the epoch, where none is set or kept
   */
  public DecidedTime(
      StateInitializationContext context, String name, Instant set, LongSupplier decision)
      throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>(name, Types.LONG));
    long kept = Long.MAX_VALUE;
    for (long stored : state.get()) {
      kept = Math.min(kept, stored);
    }
    if (set != null) {
      time = set.toEpochMilli();
    } else {
      time = kept < Long.MAX_VALUE ? kept : decision.getAsLong();
    }
  }

  /** Milliseconds since the epoch. */
  public long time() {
    return time;
  }

  /** Keeps it; to be called when the operator is snapshotted. */
  public void snapshot() throws Exception {
    state.update(List.of(time));
  }
}
