package io.holoward.scoring.state;

import java.util.function.Supplier;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * A keyed function that holds values of its state on the heap until the next snapshot; runs in a
 * {@link CachingProcessOperator}. What is held and due is asked for; what is in the state only has
 * timers.
 *
 * @param <K> key
 * @param <I> input
 * @param <O> output
 */
public abstract class CachingProcessFunction<K, I, O> extends KeyedProcessFunction<K, I, O> {

  /** The watermark after which nothing comes that would find what was not forgotten. */
  protected static final long END_OF_INPUT = Watermark.MAX_WATERMARK.getTimestamp();

  private static final long serialVersionUID = 1L;

  private transient ThrowingConsumer<K, Exception> setCurrentKey;
  private transient Supplier<TimerService> timers;

  final void openWith(
      ThrowingConsumer<K, Exception> keySelection, Supplier<TimerService> timerService) {
    setCurrentKey = keySelection;
    timers = timerService;
  }

  /** Selects the key that state is read and written for, as {@link WriteBackCache} needs it. */
  protected final void setCurrentKey(K key) throws Exception {
    setCurrentKey.accept(key);
  }

  /** The timers of the current key; not before the function is open. */
  protected final TimerService timers() {
    return timers.get();
  }

  /**
   * Sets timers of a restored state anew where they were set by other settings; called once, when
   * the function is open. There are none to be, unless a function says so.
   */
  protected void renewTimers(InternalTimerService<VoidNamespace> service, KeyContext keys)
      throws Exception {}

  /** Writes all that changed back; may leave another current key behind. */
  protected abstract void writeBack() throws Exception;

  /**
   * When the first of what is held without a timer is due, or earlier; {@link Lifespan#ENDLESS} for
   * nothing. Asked before a watermark is passed on.
   */
  protected abstract long nextDue(long watermark);

  /**
   * Does for all that is held without a timer and due what {@link #onTimer} does for the others.
   */
  protected abstract void due(long time, Collector<O> out) throws Exception;

  /** Everything that was due at a watermark is done. */
  protected abstract void passed(long watermark);
}
