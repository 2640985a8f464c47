package io.holoward.scoring.process;

import io.holoward.detection.lifecycle.ProcessProfile;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.util.function.FunctionWithException;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Decoded profiles in front of keyed state: a read of RocksDB costs a hundred times what a score
 * does. The cache is never the state: what changed is written back before it is evicted and before
 * a snapshot is taken.
 */
final class ProfileCache {

  private final int capacity;
  private final ValueState<byte[]> stored;
  private final ThrowingConsumer<String, Exception> setCurrentKey;
  private final FunctionWithException<String, ProcessProfile, Exception> create;
  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * @param capacity profiles held
   * @param stored the state behind it
   * @param setCurrentKey selects the key that {@code stored} reads and writes
   * @param create makes the profile of a process seen for the first time; may be null for none
   */
  ProfileCache(
      int capacity,
      ValueState<byte[]> stored,
      ThrowingConsumer<String, Exception> setCurrentKey,
      FunctionWithException<String, ProcessProfile, Exception> create) {
    this.capacity = capacity;
    this.stored = stored;
    this.setCurrentKey = setCurrentKey;
    this.create = create;
  }

  /** The profile of the current key, made if there is none yet. */
  Entry currentOrNew(String processId) throws Exception {
    Entry entry = current(processId);
    if (entry == null) {
      entry = new Entry(create.apply(processId));
      entry.changed = true;
      insert(processId, entry);
    }
    return entry;
  }

  /** The profile of the current key, or null if there is none. */
  Entry current(String processId) throws Exception {
    Entry entry = entries.get(processId);
    if (entry != null) {
      return entry;
    }
    byte[] bytes = stored.value();
    if (bytes == null) {
      return null;
    }
    entry = new Entry(ProcessProfile.fromBytes(bytes));
    insert(processId, entry);
    return entry;
  }

  /** Forgets the profile of the current key for good. */
  void forget(String processId) throws Exception {
    entries.remove(processId);
    stored.clear();
  }

  /** Writes all that changed back; leaves another current key behind. */
  void writeBack() throws Exception {
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
  }

  private void insert(String processId, Entry entry) throws Exception {
    entries.put(processId, entry);
    if (entries.size() > capacity) {
      Iterator<Map.Entry<String, Entry>> eldest = entries.entrySet().iterator();
      Map.Entry<String, Entry> evicted = eldest.next();
      eldest.remove();
      write(evicted.getKey(), evicted.getValue());
      setCurrentKey.accept(processId);
    }
  }

  private void write(String processId, Entry entry) throws Exception {
    if (entry.changed) {
      setCurrentKey.accept(processId);
      stored.update(entry.profile.toBytes());
      entry.changed = false;
    }
  }

  /** A cached profile. */
  static final class Entry {
    final ProcessProfile profile;

    /** True when the profile differs from what is stored. */
    boolean changed;

    /** Event time of the last progress told; null for none since the start. */
    Long progressTold;

    /** Alarms that wait for the model, or -1 while they have not been counted. */
    int pending = -1;

    /** Sightings that wait, by the end of their window; counted since the profile was loaded. */
    private final Map<Long, Integer> waiting = new HashMap<>();

    Entry(ProcessProfile profile) {
      this.profile = profile;
    }

    /** Counts one more sighting that waits for a window; tells how many do. */
    int waitFor(long windowEnd) {
      return waiting.merge(windowEnd, 1, Integer::sum);
    }

    /** Nothing waits for a window any longer. */
    void closed(long windowEnd) {
      waiting.remove(windowEnd);
    }

    /** How many alarms wait. */
    int pending(SightingQueues queues) throws Exception {
      if (pending < 0) {
        pending = queues.countPending();
      }
      return pending;
    }
  }
}
