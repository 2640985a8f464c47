package io.holoward.scoring.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.ManagedInitializationContext;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * Event-time timers that come a configured delay after what they are about, as those that close a
 * window when the allowed lateness has passed since its end. A timer does not tell what it is
 * about, so those of a savepoint that were set with another delay would be understood wrongly: they
 * are set anew when the job starts, and everything after that knows one delay only.
 */
public final class RestoredTimers {

  /** So many are on the heap at a time, some 100 bytes each. */
  private static final int AT_ONCE = 1 << 18;

  private final ListState<long[]> state;
  private final long[] settings;
  private final int atOnce;

  /** The delays that timers may have been set with, if they have to be set anew. */
  private final Set<Long> before = new TreeSet<>();

  private RestoredTimers(ListState<long[]> state, long[] settings, int atOnce) {
    this.state = state;
    this.settings = settings;
    this.atOnce = atOnce;
  }

  /**
   * What becomes of a timer of the current key.
   *
   * @param <N> what kinds of timers are told apart by
   */
  @FunctionalInterface
  public interface Renewal<N> {

    /**
     * @param time at which the timer comes, milliseconds since the epoch
     * @param timeOfNow at which it would if it had been set with the delay of now
     */
    void renew(N namespace, long time, long timeOfNow) throws Exception;
  }

  /**
   * Finds out whether the timers of a restored state have to be set anew. Those of a state that
   * does not tell how they were set are taken for set with the settings of now.
   *
   * @param name of the operator state that keeps the settings
   * @param delay that the configuration sets, in milliseconds
   * @param others settings with which timers have to be set anew as well
   */
  public static RestoredTimers of(
      ManagedInitializationContext context, String name, long delay, long... others)
      throws Exception {
    return of(AT_ONCE, context, name, delay, others);
  }

  static RestoredTimers of(
      int atOnce, ManagedInitializationContext context, String name, long delay, long... others)
      throws Exception {
    long[] settings = new long[others.length + 1];
    settings[0] = delay;
    System.arraycopy(others, 0, settings, 1, others.length);
    RestoredTimers timers =
        new RestoredTimers(
            context
                .getOperatorStateStore()
                .getUnionListState(
                    new ListStateDescriptor<>(
                        name, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO)),
            settings,
            atOnce);
    for (long[] told : timers.state.get()) {
      if (!Arrays.equals(told, settings)) {
        timers.before.add(told[0]);
      }
    }
    return timers;
  }

  /** Keeps the settings; to be called when the operator is snapshotted. */
  public void snapshot() throws Exception {
    state.update(List.of(settings));
  }

  /**
   * Sets the timers anew, if that has to be; to be called once, before any other is set. They are
   * gone through several times where there are many, each time for a part of the keys.
   *
   * @param service that has the timers
   * @param keys selects the key of each
   * @param renewal is called for each timer, once for each delay it may have been set with
   */
  public <N> void renew(InternalTimerService<N> service, KeyContext keys, Renewal<N> renewal)
      throws Exception {
    if (before.isEmpty()) {
      return;
    }
    long[] count = new long[1];
    service.forEachEventTimeTimer((namespace, time) -> count[0]++);
    int parts = Math.toIntExact(count[0] / atOnce + 1);
    for (int part = 0; part < parts; part++) {
      for (Timer<N> timer : timers(service, keys, part, parts)) {
        keys.setCurrentKey(timer.key);
        for (long delay : before) {
          renewal.renew(timer.namespace, timer.time, timer.time - delay + settings[0]);
        }
      }
    }
    before.clear();
  }

  private static <N> List<Timer<N>> timers(
      InternalTimerService<N> service, KeyContext keys, int part, int parts) throws Exception {
    List<Timer<N>> timers = new ArrayList<>();
    service.forEachEventTimeTimer(
        (namespace, time) -> {
          Object key = keys.getCurrentKey();
          if (Math.floorMod(key.hashCode(), parts) == part) {
            timers.add(new Timer<>(key, namespace, time));
          }
        });
    return timers;
  }

  private record Timer<N>(Object key, N namespace, long time) {}
}
