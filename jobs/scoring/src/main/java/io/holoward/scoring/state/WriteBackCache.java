package io.holoward.scoring.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
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
  private final KeyedBytes<K> stored;
  private final ThrowingConsumer<K, Exception> setCurrentKey;
  private final Function<byte[], V> decode;
  private final Function<V, byte[]> encode;
  private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * @param capacity values held
   * @param stored the state behind it
   * @param setCurrentKey selects the key that {@code stored} reads and writes
   */
  public WriteBackCache(
      int capacity,
      ValueState<byte[]> stored,
      ThrowingConsumer<K, Exception> setCurrentKey,
      Function<byte[], V> decode,
      Function<V, byte[]> encode) {
    this(capacity, KeyedBytes.of(stored), setCurrentKey, decode, encode);
  }

  /** The same in front of any keyed bytes. */
  public WriteBackCache(
      int capacity,
      KeyedBytes<K> stored,
      ThrowingConsumer<K, Exception> setCurrentKey,
      Function<byte[], V> decode,
      Function<V, byte[]> encode) {
    this.capacity = capacity;
    this.stored = stored;
    this.setCurrentKey = setCurrentKey;
    this.decode = decode;
    this.encode = encode;
  }

  /** The value of the current key, made if there is none yet. */
  public Entry<V> currentOrNew(K key, FunctionWithException<K, V, Exception> create)
      throws Exception {
    Entry<V> entry = current(key);
    if (entry == null) {
      entry = new Entry<>(create.apply(key));
      entry.changed = true;
      insert(key, entry);
    }
    return entry;
  }

  /** The value of the current key, or null if there is none. */
  public Entry<V> current(K key) throws Exception {
    Entry<V> entry = entries.get(key);
    if (entry != null) {
      return entry;
    }
    byte[] bytes = stored.read(key);
    if (bytes == null) {
      return null;
    }
    entry = new Entry<>(decode.apply(bytes));
    insert(key, entry);
    return entry;
  }

  /** Forgets the value of the current key for good. */
  public void forget(K key) throws Exception {
    entries.remove(key);
    stored.clear(key);
  }

  /** Writes all that changed back; leaves another current key behind. */
  public void writeBack() throws Exception {
    for (Map.Entry<K, Entry<V>> entry : entries.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
  }

  private void insert(K key, Entry<V> entry) throws Exception {
    entries.put(key, entry);
    if (entries.size() > capacity) {
      Iterator<Map.Entry<K, Entry<V>>> eldest = entries.entrySet().iterator();
      Map.Entry<K, Entry<V>> evicted = eldest.next();
      eldest.remove();
      write(evicted.getKey(), evicted.getValue());
      setCurrentKey.accept(key);
    }
  }

  private void write(K key, Entry<V> entry) throws Exception {
    if (entry.changed) {
      setCurrentKey.accept(key);
      stored.write(key, encode.apply(entry.value));
      entry.changed = false;
    }
  }

  /**
   * A cached value.
   *
   * @param <V> what is cached
   */
  public static final class Entry<V> {
    private final V value;
    private boolean changed;

    private Entry(V value) {
      this.value = value;
    }

    /** The value; after changing it, {@link #changed()} has to be called. */
    public V value() {
      return value;
    }

    /** The value differs from what is stored. */
    public void changed() {
      changed = true;
    }
  }
}
