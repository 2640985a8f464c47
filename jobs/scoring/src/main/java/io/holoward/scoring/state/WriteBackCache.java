package io.holoward.scoring.state;

import io.holoward.scoring.metrics.JobMetrics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final Expiry<K, V> expiry;
  private final LinkedHashMap<K, Held<K, V>> entries = new LinkedHashMap<>(64, 0.75f, true);

  /** Each value that is held, when it is due or earlier: it may have moved to later since. */
  private final Agenda<Held<K, V>> agenda = new Agenda<>();

  private final Counter hits = new SimpleCounter();
  private final Counter misses = new SimpleCounter();

  /**
   * @param capacity values held
   * @param stored the state behind it
   * @param setCurrentKey selects the key that {@code stored} reads and writes
   */
  public WriteBackCache(
      int capacity, KeyedValues<K, V> stored, ThrowingConsumer<K, Exception> setCurrentKey) {
    this(capacity, stored, setCurrentKey, null);
  }

  /**
   * @param expiry of the values
   */
  public WriteBackCache(
      int capacity,
      KeyedValues<K, V> stored,
      ThrowingConsumer<K, Exception> setCurrentKey,
      Expiry<K, V> expiry) {
    this.expiry = expiry;
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
    Held<K, V> entry = new Held<>(key, value, false);
    entry.changed = true;
    insert(entry);
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
    V value = lacks(key) ? null : stored.read(key);
    if (value == null) {
      return null;
    }
    Held<K, V> read = new Held<>(key, value, true);
    read.timer = due(read);
    insert(read);
    return read;
  }

  private boolean lacks(K key) {
    return expiry != null && expiry.stored().lacks(key, expiry.lifespan().dueAtLeast(key));
  }

  private long due(Held<K, V> entry) {
    return expiry == null ? Lifespan.ENDLESS : expiry.lifespan().due(entry.key, entry.value);
  }

  /** When the first value that is held is due, or earlier. */
  public long nextDue() {
    return agenda.earliest();
  }

  /**
   * The keys of what is held and due at a time, after all timers until then: those that were never
   * stored have none. Each is told once, and has to be forgotten.
   */
  public List<K> due(long time) {
    List<K> due = new ArrayList<>();
    for (Held<K, V> entry : agenda.take(time)) {
      entry.appointment = null;
      if (due(entry) > time) {
        enter(entry);
      } else {
        due.add(entry.key);
      }
    }
    return due;
  }

  private void enter(Held<K, V> entry) {
    long due = due(entry);
    if (due < Lifespan.ENDLESS) {
      entry.appointment = agenda.add(due, entry);
    }
  }

  /**
   * A timer of the current key came before its value is due: sets one for then, in case that the
   * value had a shorter span of life when it was stored.
   */
  public void await(K key, Entry<V> entry) {
    long due = expiry.lifespan().due(key, entry.value);
    if (entry.timer == due) {
      expiry.timers().accept(due);
    }
  }

  /** Forgets the value of the current key for good. */
  public void forget(K key) throws Exception {
    Held<K, V> entry = entries.remove(key);
    if (entry != null) {
      entry.cancel();
    }
    if (entry == null || entry.stored) {
      stored.clear(key);
    }
  }

  /** Writes all that changed back; leaves another current key behind. */
  public void writeBack() throws Exception {
    for (Held<K, V> entry : entries.values()) {
      write(entry);
    }
  }

  /** All that is held; nothing may be added or forgotten meanwhile. */
  public Iterable<? extends Entry<V>> held() {
    return entries.values();
  }

  private void insert(Held<K, V> entry) throws Exception {
    entries.put(entry.key, entry);
    enter(entry);
    if (entries.size() > capacity) {
      Iterator<Held<K, V>> eldest = entries.values().iterator();
      Held<K, V> evicted = eldest.next();
      eldest.remove();
      evicted.cancel();
      write(evicted);
      if (expiry != null) {
        expiry.stored().evicted(evicted.key, evicted.timer);
      }
      setCurrentKey.accept(entry.key);
    }
  }

  private void write(Held<K, V> entry) throws Exception {
    if (entry.changed) {
      setCurrentKey.accept(entry.key);
      stored.write(entry.key, entry.value);
      entry.stored = true;
      entry.changed = false;
      if (expiry != null) {
        wake(entry, due(entry));
      }
    }
  }

  private void wake(Entry<V> entry, long due) {
    expiry.stored().written(due);
    if (entry.timer != due) {
      expiry.timers().accept(due);
      entry.timer = due;
    }
  }

  /**
   * A cached value.
   *
   * @param <V> what is cached
   */
  public abstract static sealed class Entry<V> {
    V value;
    boolean changed;

    /** Whether there may be a value in the state. */
    boolean stored;

    /** When a timer that is in the state tells that it is due. */
    long timer = Long.MIN_VALUE;

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

  /** What the cache itself has to know of an entry. */
  private static final class Held<K, V> extends Entry<V> {
    private final K key;

    /** Null when the value is never due, and when it was told to be. */
    private Agenda<Held<K, V>>.Appointment appointment;

    Held(K key, V value, boolean stored) {
      super(value, stored);
      this.key = key;
    }

    void cancel() {
      if (appointment != null) {
        appointment.cancel();
      }
    }
  }
}
