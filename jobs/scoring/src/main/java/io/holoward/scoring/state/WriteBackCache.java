package io.holoward.scoring.state;

import io.holoward.scoring.metrics.JobMetrics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.function.FunctionWithException;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Decoded values in front of keyed state: a read of RocksDB costs a hundred times what is done with
 * the value. The cache is never the state: what changed is written back before it is evicted and
 * before a snapshot is taken.
 *
 * @param <K> what a value belongs to: the key of the operator, or a part of what it stands for
 * @param <V> what is stored for each, decoded
 */
public final class WriteBackCache<K, V> {

  private final int capacity;
  private final KeyedValues<K, V> stored;
  private final ThrowingConsumer<K, Exception> setCurrentKey;
  private final Absence<K> absence;
  private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
  private final Counter hits = new SimpleCounter();
  private final Counter misses = new SimpleCounter();

  /**
   * @param capacity values held
   * @param stored the state behind it
   * @param setCurrentKey selects the key that {@code stored} reads and writes
   */
  public WriteBackCache(
      int capacity, KeyedValues<K, V> stored, ThrowingConsumer<K, Exception> setCurrentKey) {
    this(capacity, stored, setCurrentKey, Absence.neverSure());
  }

  /**
   * @param absence spares reads of what cannot be stored
   */
  public WriteBackCache(
      int capacity,
      KeyedValues<K, V> stored,
      ThrowingConsumer<K, Exception> setCurrentKey,
      Absence<K> absence) {
    this.absence = absence;
    this.capacity = capacity;
    this.stored = stored;
    this.setCurrentKey = setCurrentKey;
  }

  /**
   * Shows as metrics how often a value was held, how often it was not, and how many are; with the
   * label {@code cache}.
   */
  public void show(RuntimeContext context, String name) {
    MetricGroup cache = JobMetrics.of(context, "cache", name);
    cache.counter("cacheHits", hits);
    cache.counter("cacheMisses", misses);
    cache.gauge("cacheEntries", entries::size);
  }

  /** The value of the current key, made if there is none yet. */
  public Entry<V> currentOrNew(K key, FunctionWithException<K, V, Exception> create)
      throws Exception {
    Entry<V> entry = current(key);
    return entry == null ? begin(key, create.apply(key)) : entry;
  }

  /** The value of the current key, of which {@link #current} has just told that it has none. */
  public Entry<V> begin(K key, V value) throws Exception {
    Entry<V> entry = new Entry<>(value, false);
    entry.changed = true;
    insert(key, entry);
    return entry;
  }

  /** The value of any key if it is held; null says nothing of what is stored. */
  public Entry<V> held(K key) {
    Entry<V> entry = entries.get(key);
    if (entry != null) {
      hits.inc();
    }
    return entry;
  }

  /** The value of the current key, or null if there is none. */
  public Entry<V> current(K key) throws Exception {
    Entry<V> entry = held(key);
    if (entry != null) {
      return entry;
    }
    misses.inc();
    V value = absence.isSure(key) ? null : stored.read(key);
    if (value == null) {
      return null;
    }
    entry = new Entry<>(value, true);
    insert(key, entry);
    return entry;
  }

  /** Forgets the value of the current key for good. */
  public void forget(K key) throws Exception {
    Entry<V> entry = entries.remove(key);
    if (entry == null || entry.stored) {
      stored.clear(key);
    }
  }

  /** Writes all that changed back; leaves another current key behind. */
  public void writeBack() throws Exception {
    for (Map.Entry<K, Entry<V>> entry : entries.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
  }

  /** All that is held; nothing may be added or forgotten meanwhile. */
  public Iterable<Entry<V>> held() {
    return entries.values();
  }

  private void insert(K key, Entry<V> entry) throws Exception {
    entries.put(key, entry);
    if (entries.size() > capacity) {
      Iterator<Map.Entry<K, Entry<V>>> eldest = entries.entrySet().iterator();
      Map.Entry<K, Entry<V>> evicted = eldest.next();
      eldest.remove();
      absence.evicted(evicted.getKey());
      write(evicted.getKey(), evicted.getValue());
      setCurrentKey.accept(key);
    }
  }

  private void write(K key, Entry<V> entry) throws Exception {
    if (entry.changed) {
      setCurrentKey.accept(key);
      stored.write(key, entry.value);
      entry.stored = true;
      entry.changed = false;
    }
  }

  /**
   * A cached value.
   *
   * @param <V> what is cached
   */
  public static final class Entry<V> {
    private V value;
    private boolean changed;

    /** Whether there may be a value in the state. */
    private boolean stored;

    private Entry(V value, boolean stored) {
      this.value = value;
      this.stored = stored;
    }

    /** The value; after changing it, {@link #changed()} has to be called. */
    public V value() {
      return value;
    }

    /** Another value takes its place. */
    public void replace(V other) {
      value = other;
      changed = true;
    }

    /** The value differs from what is stored. */
    public void changed() {
      changed = true;
    }
  }
}
