package io.holoward.scoring.instance;

import io.holoward.scoring.state.Absence;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Knows up to when a window may be in the state without being held on the heap: one that ends later
 * was neither there when the job was started nor evicted since, so that nobody has to look. The
 * number of instances does not matter, as all their windows end at the same times.
 */
final class StoredWindows implements Absence<WindowKey> {

  private final ListState<Long> state;

  /** The end of the newest window that may be stored and not held. */
  private long newestAway = Long.MIN_VALUE;

  /** The end of the newest window of all. */
  private long newest;

  private StoredWindows(ListState<Long> state) {
    this.state = state;
  }

  /** As the last snapshot left them. A snapshot of an earlier release does not tell any bound. */
  static StoredWindows restore(FunctionInitializationContext context) throws Exception {
    StoredWindows windows =
        new StoredWindows(
            context
                .getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("newest-window", Types.LONG)));
    if (context.isRestored()) {
      windows.restore();
    }
    windows.newest = windows.newestAway;
    return windows;
  }

  private void restore() throws Exception {
    boolean isTold = false;
    for (long end : state.get()) {
      isTold = true;
      newestAway = Math.max(newestAway, end);
    }
    if (!isTold) {
      newestAway = Long.MAX_VALUE;
    }
  }

  /** Keeps what is known; to be called when the operator is snapshotted. */
  void snapshot() throws Exception {
    state.update(List.of(newest));
  }

  /** A window begins. */
  void begun(WindowKey key) {
    newest = Math.max(newest, key.end());
  }

  @Override
  public boolean isSure(WindowKey key) {
    return key.end() > newestAway;
  }

  @Override
  public void evicted(WindowKey key) {
    newestAway = Math.max(newestAway, key.end());
  }
}
