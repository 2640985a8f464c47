package io.holoward.scoring.process;

import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.util.function.FunctionWithException;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Sightings that wait for the end of their window, on the heap until the next snapshot: most
 * windows of busy processes close before it, and what is written is written a process and window at
 * a time. The heap is never the state: beyond its bound, and before a snapshot, all goes there.
 */
final class HeldSightings {

  /** Of some 700 bytes each. */
  private static final int CAPACITY = 16_384;

  private final FunctionWithException<Long, ListState<Sighting>, Exception> stored;
  private final Supplier<Object> currentKey;
  private final ThrowingConsumer<Object, Exception> setCurrentKey;
  private final Map<Queue, List<Sighting>> queues = new LinkedHashMap<>();
  private int held;

  private record Queue(Object processId, long windowEnd) {}

  /**
   * @param stored the state of the current key for the window that ends at a time
   * @param currentKey the process that it belongs to
   * @param setCurrentKey selects another one
   */
  HeldSightings(
      FunctionWithException<Long, ListState<Sighting>, Exception> stored,
      Supplier<Object> currentKey,
      ThrowingConsumer<Object, Exception> setCurrentKey) {
    this.stored = stored;
    this.currentKey = currentKey;
    this.setCurrentKey = setCurrentKey;
  }

  /** Adds a sighting of the current key. */
  void add(Sighting sighting) throws Exception {
    Object key = currentKey.get();
    Queue queue = new Queue(key, sighting.windowEnd());
    queues.computeIfAbsent(queue, any -> new ArrayList<>()).add(sighting);
    held++;
    if (held > CAPACITY) {
      writeBack();
      setCurrentKey.accept(key);
    }
  }

  /** Whether there are any of the current key for a window. */
  boolean any(long windowEnd) throws Exception {
    if (queues.containsKey(new Queue(currentKey.get(), windowEnd))) {
      return true;
    }
    Iterable<Sighting> away = stored.apply(windowEnd).get();
    return away != null && away.iterator().hasNext();
  }

  /** Takes out those of the current key for a window, in no particular order. */
  List<Sighting> take(long windowEnd) throws Exception {
    List<Sighting> taken = queues.remove(new Queue(currentKey.get(), windowEnd));
    List<Sighting> all = taken == null ? new ArrayList<>() : taken;
    held -= all.size();
    ListState<Sighting> state = stored.apply(windowEnd);
    Iterable<Sighting> away = state.get();
    if (away != null) {
      away.forEach(all::add);
      state.clear();
    }
    return all;
  }

  /** Moves all to the state; leaves another current key behind. */
  void writeBack() throws Exception {
    Iterator<Map.Entry<Queue, List<Sighting>>> all = queues.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Queue, List<Sighting>> queue = all.next();
      setCurrentKey.accept(queue.getKey().processId());
      stored.apply(queue.getKey().windowEnd()).addAll(queue.getValue());
      all.remove();
    }
    held = 0;
  }
}
