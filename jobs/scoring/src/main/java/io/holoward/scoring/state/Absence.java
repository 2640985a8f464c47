package io.holoward.scoring.state;

/**
 * What is known of keys whose value is not in a {@link WriteBackCache}.
 *
 * @param <K> what a value belongs to
 */
public interface Absence<K> {

  /** Whether there is surely no value in the state behind the cache either. */
  boolean isSure(K key);

  /** Takes note of a value that is in the state from now on only. */
  void evicted(K key);

  /** Nothing is known. */
  static <K> Absence<K> neverSure() {
    return new Absence<>() {
      @Override
      public boolean isSure(K key) {
        return false;
      }

      @Override
      public void evicted(K key) {
        // Nothing would be made of it.
      }
    };
  }
}
