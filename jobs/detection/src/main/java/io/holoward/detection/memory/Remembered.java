package io.holoward.detection.memory;

import java.util.function.Function;

/**
 * Remembers the last results of a function of immutable values. Direct-mapped, so bounded and
 * without bookkeeping, and a collision only costs another computation, whoever has chosen the
 * values. May be used by several threads: each entry is immutable, and what one of them overwrites
 * another computes again.
 *
 * @param <K> what the function is applied to
 * @param <V> what it gives
 */
public final class Remembered<K, V> {

  private final Function<K, V> function;
  private final Entry<K, V>[] entries;

  private record Entry<K, V>(K key, V value) {}

  /**
   * @param slots how many results are held at most; a power of two
   * @param function gives equal results for equal values, whenever it is called
   */
  public Remembered(int slots, Function<K, V> function) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("expected a power of two, found " + slots);
    }
    this.function = function;
    this.entries = newEntries(slots);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know nothing of type parameters
  private static <K, V> Entry<K, V>[] newEntries(int slots) {
    return new Entry[slots];
  }

  /** The function's result. */
  public V of(K key) {
    int hash = key.hashCode();
    int slot = (hash ^ hash >>> 16) & (entries.length - 1);
    Entry<K, V> entry = entries[slot];
    if (entry == null || !entry.key.equals(key)) {
      entry = new Entry<>(key, function.apply(key));
      entries[slot] = entry;
    }
    return entry.value;
  }
}
