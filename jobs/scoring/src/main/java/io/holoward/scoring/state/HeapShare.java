package io.holoward.scoring.state;

/**
 * How many values a cache may hold: a fleet has as many instances as it has, and what does not fit
 * on the heap is read from RocksDB each time. Of each operator one subtask a processor is reckoned
 * with, which is how slots are usually given out.
 */
public final class HeapShare {

  /** Whatever the heap, a cache is to be of use. */
  static final int LEAST = 1_024;

  private HeapShare() {}

  /**
   * The number of values.
   *
   * @param most that are of use, 1 or more
   * @param share of the heap of a subtask, 0 to 1
   * @param bytesEach that one takes, roughly
   */
  public static int entries(int most, double share, int bytesEach) {
    Runtime runtime = Runtime.getRuntime();
    return entries(most, share, bytesEach, runtime.maxMemory() / runtime.availableProcessors());
  }

  static int entries(int most, double share, int bytesEach, long heapBytes) {
    long fitting = (long) (share * heapBytes / bytesEach);
    return (int) Math.min(most, Math.max(LEAST, fitting));
  }
}
