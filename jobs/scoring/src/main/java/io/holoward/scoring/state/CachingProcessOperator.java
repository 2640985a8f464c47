package io.holoward.scoring.state;

import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Runs a function that holds state on the heap: lets it select keys, and has it write back before
 * each snapshot. Its timers and state are those of a {@link KeyedProcessOperator}, so that one can
 * take the place of the other in a savepoint.
 *
 * @param <K> key
 * @param <I> input
 * @param <O> output
 */
public final class CachingProcessOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {

  private static final long serialVersionUID = 1L;

  private final CachingProcessFunction<K, I, O> caching;

  /** Runs the function. */
  public CachingProcessOperator(CachingProcessFunction<K, I, O> function) {
    super(function);
    this.caching = function;
  }

  @Override
  public void open() throws Exception {
    caching.openWith(this::setCurrentKey);
    super.open();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    caching.writeBack();
    super.snapshotState(context);
  }
}
