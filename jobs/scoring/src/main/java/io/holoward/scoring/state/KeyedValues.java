package io.holoward.scoring.state;

import java.util.function.Function;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * Values in keyed state. Each call is about the key that the operator has selected.
 *
 * @param <K> what a value belongs to: the key of the operator, or a part of what it stands for
 * @param <V> what is stored
 */
public interface KeyedValues<K, V> {

  /** The value, or null if there is none. */
  V read(K key) throws Exception;

  /** Stores a value. */
  void write(K key, V value) throws Exception;

  /** Forgets a value. */
  void clear(K key) throws Exception;

  /**
   * The same values in another form.
   *
   * @param decode from the form that is stored
   * @param encode to the form that is stored
   */
  default <D> KeyedValues<K, D> as(Function<V, D> decode, Function<D, V> encode) {
    KeyedValues<K, V> stored = this;
    return new KeyedValues<>() {
      @Override
      public D read(K key) throws Exception {
        V value = stored.read(key);
        return value == null ? null : decode.apply(value);
      }

      @Override
      public void write(K key, D value) throws Exception {
        stored.write(key, encode.apply(value));
      }

      @Override
      public void clear(K key) throws Exception {
        stored.clear(key);
      }
    };
  }

  /** One value for each key of the operator. */
  static <K, V> KeyedValues<K, V> of(ValueState<V> state) {
    return new KeyedValues<>() {
      @Override
      public V read(K key) throws Exception {
        return state.value();
      }

      @Override
      public void write(K key, V value) throws Exception {
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
  static <K, P, V> KeyedValues<K, V> of(MapState<P, V> state, Function<K, P> part) {
    return new KeyedValues<>() {
      @Override
      public V read(K key) throws Exception {
        return state.get(part.apply(key));
      }

      @Override
      public void write(K key, V value) throws Exception {
        state.put(part.apply(key), value);
      }

      @Override
      public void clear(K key) throws Exception {
        state.remove(part.apply(key));
      }
    };
  }
}
