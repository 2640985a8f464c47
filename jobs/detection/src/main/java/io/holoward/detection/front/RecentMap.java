package io.holoward.detection.front;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A map of bounded size that forgets what was not looked up or written for longest. */
final class RecentMap<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int limit;
  private final transient Consumer<V> onForgotten;
  private long evicted;

  RecentMap(int limit) {
    this(limit, value -> {});
  }

  /**
   * @param onForgotten is told of each entry the bound costs
   */
  RecentMap(int limit, Consumer<V> onForgotten) {
    super(16, 0.75f, true);
    this.limit = limit;
    this.onForgotten = onForgotten;
  }

  /** How many entries the bound has cost so far. */
  long evicted() {
    return evicted;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    boolean full = size() > limit;
    if (full) {
      evicted++;
      onForgotten.accept(eldest.getValue());
    }
    return full;
  }
}
