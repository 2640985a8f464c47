package io.holoward.scoring.state;

import java.util.function.Function;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * Encoded values in keyed state. Each call is about the key that the operator has selected.
 *
 * @param <K> what a value belongs to: the key of the operator, or a part of what it stands for
 */
public interface KeyedBytes<K> {

  /** The value, or null if there is none. */
  byte[] read(K key) throws Exception;

  /** Stores a value. */
  void write(K key, byte[] value) throws Exception;

  /** Forgets a value. */
  void clear(K key) throws Exception;

  /** One value for each key of the operator. */
  static <K> KeyedBytes<K> of(ValueState<byte[]> state) {
    return new KeyedBytes<>() {
      @Override
      public byte[] read(K key) throws Exception {
        return state.value();
      }

      @Override
      public void write(K key, byte[] value) throws Exception {
        state.update(value);
      }

      @Override
      public void clear(K key) {
        state.clear();
      }
    };
  }

  /**
   * Several values for each key of the operator.
   *
   * @param part which of them belongs to a key
   */
  static <K> KeyedBytes<K> of(MapState<String, byte[]> state, Function<K, String> part) {
    return new KeyedBytes<>() {
      @Override
      public byte[] read(K key) throws Exception {
        return state.get(part.apply(key));
      }

      @Override
      public void write(K key, byte[] value) throws Exception {
        state.put(part.apply(key), value);
      }

      @Override
      public void clear(K key) throws Exception {
        state.remove(part.apply(key));
      }
    };
  }
}
