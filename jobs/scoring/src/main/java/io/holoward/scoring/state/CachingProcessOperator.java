package io.holoward.scoring.state;

import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Runs a function that holds state on the heap: lets it select keys, has it write back before each
 * snapshot, and tells it when what it holds is due. Its timers and state are those of a {@link
 * KeyedProcessOperator}, so that one can take the place of the other in a savepoint.
 *
 * @param <K> key
 * @param <I> input
 * @param <O> output
 */
public final class CachingProcessOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {

  private static final long serialVersionUID = 1L;

  /** What {@link KeyedProcessOperator} calls its timers. */
  private static final String TIMERS = "user-timers";

  private final CachingProcessFunction<K, I, O> caching;
  private transient TimerService timers;
  private transient TimestampedCollector<O> out;

  /** Runs the function. */
  public CachingProcessOperator(CachingProcessFunction<K, I, O> function) {
    super(function);
    this.caching = function;
  }

  @Override
  public void open() throws Exception {
    StoredTimers.require(getKeyedStateBackend());
    caching.openWith(this::setCurrentKey, () -> timers);
    super.open();
    InternalTimerService<VoidNamespace> service =
        getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    timers = new SimpleTimerService(service);
    out = new TimestampedCollector<>(output);
    caching.renewTimers(service, this);
  }

  /**
   * In the order of time: between two times at which something that is held is due, timers of what
   * is stored fire. They may make more that is due already.
   */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long watermark = mark.getTimestamp();
    do {
      for (long due = next(watermark); due != Lifespan.ENDLESS; due = next(watermark)) {
        timeServiceManager.advanceWatermark(
            new Watermark(Math.max(due, timers.currentWatermark())));
        fire(due);
      }
      timeServiceManager.advanceWatermark(mark);
    } while (next(watermark) != Lifespan.ENDLESS);
    caching.passed(watermark);
    super.processWatermark(mark);
  }

  private long next(long watermark) {
    long due = caching.nextDue(watermark);
    return due <= watermark ? due : Lifespan.ENDLESS;
  }

  private void fire(long due) throws Exception {
    out.setAbsoluteTimestamp(due);
    caching.due(due, out);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    caching.writeBack();
    super.snapshotState(context);
  }
}
