package io.holoward.detection.lifecycle;

import java.util.Arrays;

/** Which of the last records of a process showed a signature for the first time. */
final class NoveltyRing {

  /** How many records it remembers. */
  static final int CAPACITY = 1024;

  private final long[] bits;
  private long recorded;

  NoveltyRing() {
    this(new long[CAPACITY / Long.SIZE], 0);
  }

  /** Restores a ring from what {@link #bits} and {@link #recorded} told. */
  NoveltyRing(long[] bits, long recorded) {
    this.bits = Arrays.copyOf(bits, CAPACITY / Long.SIZE);
    this.recorded = recorded;
  }

  void record(boolean isNew) {
    int slot = (int) (recorded++ % CAPACITY);
    long bit = 1L << (slot % Long.SIZE);
    if (isNew) {
      bits[slot / Long.SIZE] |= bit;
    } else {
      bits[slot / Long.SIZE] &= ~bit;
    }
  }

  /** How many records there have been. */
  long recorded() {
    return recorded;
  }

  long[] bits() {
    return bits.clone();
  }

  /**
   * The share of new signatures among the last records, or among all where there are fewer.
   *
   * @param window how many, at most {@link #CAPACITY}
   * @return 0–1; 1 when there is no record yet
   */
  double shareNew(int window) {
    int last = (int) Math.min(Math.min(window, CAPACITY), recorded);
    int found = 0;
    for (long i = recorded - last; i < recorded; i++) {
      int slot = (int) (i % CAPACITY);
      found += (int) (bits[slot / Long.SIZE] >>> (slot % Long.SIZE)) & 1;
    }
    return last == 0 ? 1 : (double) found / last;
  }
}
