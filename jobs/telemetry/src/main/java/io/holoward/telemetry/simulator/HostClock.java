package io.holoward.telemetry.simulator;

import java.util.function.IntToLongFunction;

/**
 * When each host of a fleet is due next: one time a host, twelve bytes each. Of what is due at one
 * time, first the host of the smallest number.
 */
final class HostClock {

  /** Stands for a host that is never due again. */
  static final long NEVER = Long.MAX_VALUE;

  private final long[] due;

  /** A binary heap of the hosts' numbers. */
  private final int[] heap;

  /**
   * @param hosts how many there are, at least one
   * @param first when each is due first
   */
  HostClock(int hosts, IntToLongFunction first) {
    due = new long[hosts];
    heap = new int[hosts];
    for (int i = 0; i < hosts; i++) {
      due[i] = first.applyAsLong(i);
      heap[i] = i;
    }
    for (int i = hosts / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  /** The number of the host that is due first. */
  int host() {
    return heap[0];
  }

  /** When it is due. */
  long time() {
    return due[heap[0]];
  }

  /** Puts off the host that is due first. */
  void postpone(long time) {
    due[heap[0]] = time;
    siftDown(0);
  }

  private void siftDown(int from) {
    int host = heap[from];
    int hole = from;
    int child = 2 * hole + 1;
    while (child < heap.length) {
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], host)) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
      child = 2 * hole + 1;
    }
    heap[hole] = host;
  }

  private boolean isBefore(int one, int other) {
    return due[one] < due[other] || (due[one] == due[other] && one < other);
  }
}
