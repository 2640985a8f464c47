package io.holoward.scoring.state;

/**
 * When a value of keyed state is to be looked at, to be used up or forgotten. Of a value that
 * changes it may move to later, never to earlier.
 *
 * @param <K> what a value belongs to
 * @param <V> the value
 */
public interface Lifespan<K, V> {

  /** Of what is never due. */
  long ENDLESS = Long.MAX_VALUE;

  /** The watermark a value waits for, milliseconds since the epoch. */
  long due(K key, V value);

  /** The earliest that any value of a key can be due; the smallest number where that is unknown. */
  default long dueAtLeast(K key) {
    return Long.MIN_VALUE;
  }

  /** Values stay until they are forgotten. */
  static <K, V> Lifespan<K, V> endless() {
    return (key, value) -> ENDLESS;
  }
}
