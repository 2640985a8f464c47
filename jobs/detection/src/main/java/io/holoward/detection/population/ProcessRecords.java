package io.holoward.detection.population;

import io.holoward.entropy.Signature;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which processes showed which records, and when. It depends on what was added, never on the order.
 *
 * <p>Of more processes than there is place for, those with the smallest hashes are held: whatever
 * comes later, one that is given up is never among these again. The records of all others are
 * pooled; theirs are known processes.
 */
final class ProcessRecords {

  /** About 10 MB of heap. */
  static final int MAX_PROCESSES = 65_536;

  final int maxProcesses;
  final TreeMap<Long, Shown> processes = new TreeMap<>();

  /** What the processes showed that are not held. */
  final TreeMap<Signature, Long> pooled = new TreeMap<>();

  ProcessRecords() {
    this(MAX_PROCESSES);
  }

  /**
   * @param maxProcesses processes held
   */
  ProcessRecords(int maxProcesses) {
    this.maxProcesses = maxProcesses;
  }

  /** What one process showed, and the begins of the first and of the last window it did so. */
  static final class Shown {
    long firstSeen = Long.MAX_VALUE;
    long lastSeen = Long.MIN_VALUE;
    final TreeMap<Signature, Long> counts = new TreeMap<>();

    void add(long first, long last, Signature record, long count) {
      firstSeen = Math.min(firstSeen, first);
      lastSeen = Math.max(lastSeen, last);
      counts.merge(record, count, Long::sum);
    }
  }

  /** Visits what a process showed. */
  @FunctionalInterface
  interface Visitor {
    /** Records of a process; null for those that are not told or not held. */
    void visit(Shown shown, Signature record, long count);
  }

  /** Adds records that a process showed in a window. */
  void add(long process, long windowStart, Signature record, long count) {
    add(process, windowStart, windowStart, record, count);
  }

  private void add(long process, long first, long last, Signature record, long count) {
    if (process == ProcessHash.NOT_TOLD || isBeyond(process)) {
      pooled.merge(record, count, Long::sum);
      return;
    }
    processes.computeIfAbsent(process, any -> new Shown()).add(first, last, record, count);
    if (processes.size() > maxProcesses) {
      pool(processes.pollLastEntry().getValue().counts);
    }
  }

  private boolean isBeyond(long process) {
    return processes.size() >= maxProcesses && process > processes.lastKey();
  }

  private void pool(Map<Signature, Long> counts) {
    counts.forEach((record, count) -> pooled.merge(record, count, Long::sum));
  }

  /** Adds all that another one holds. */
  void addAll(ProcessRecords other) {
    pool(other.pooled);
    other.processes.forEach(
        (process, shown) ->
            shown.counts.forEach(
                (record, count) -> add(process, shown.firstSeen, shown.lastSeen, record, count)));
  }

  /** True when there is no record. */
  boolean isEmpty() {
    return processes.isEmpty() && pooled.isEmpty();
  }

  /** Begin of the first window in which any process held was seen. */
  long firstSeen() {
    return processes.values().stream().mapToLong(s -> s.firstSeen).min().orElse(Long.MAX_VALUE);
  }

  /** The processes held, in ascending order. */
  long[] hashes() {
    return processes.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  /** Visits all records, each with how many there are of it. */
  void forEach(Visitor visitor) {
    pooled.forEach((record, count) -> visitor.visit(null, record, count));
    for (Shown shown : processes.values()) {
      shown.counts.forEach((record, count) -> visitor.visit(shown, record, count));
    }
  }
}
