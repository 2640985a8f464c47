package io.holoward.scoring.state;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * A keyed function that holds values of its state on the heap until the next snapshot; runs in a
 * {@link CachingProcessOperator}.
 *
 * @param <K> key
 * @param <I> input
 * @param <O> output
 */
public abstract class CachingProcessFunction<K, I, O> extends KeyedProcessFunction<K, I, O> {

  private static final long serialVersionUID = 1L;

  private transient ThrowingConsumer<K, Exception> setCurrentKey;

  final void openWith(ThrowingConsumer<K, Exception> keySelection) {
    setCurrentKey = keySelection;
  }

  /** Selects the key that state is read and written for, as {@link WriteBackCache} needs it. */
  protected final void setCurrentKey(K key) throws Exception {
    setCurrentKey.accept(key);
  }

  /** Writes all that changed back; may leave another current key behind. */
  protected abstract void writeBack() throws Exception;
}
