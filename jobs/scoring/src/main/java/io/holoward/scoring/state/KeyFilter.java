package io.holoward.scoring.state;

/**
 * A Bloom filter: says of a key that was added always, of another in one of a hundred cases that it
 * may have been. All bits of a key are in one line of the processor's cache (Putze, Sanders,
 * Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007).
 */
final class KeyFilter {

  private static final int WORDS_OF_LINE = 8;
  private static final int BITS_OF_LINE = WORDS_OF_LINE * Long.SIZE;
  private static final int BITS_OF_KEY = 12;
  private static final int PROBES = 6;
  private static final int BITS_OF_PROBE = 9;

  private final long[] words;
  private final int capacity;
  private int added;

  /**
   * @param capacity keys that it is made for, a power of two of at least 128
   */
  KeyFilter(int capacity) {
    this.capacity = capacity;
    int lines = Integer.highestOneBit(capacity / BITS_OF_LINE * BITS_OF_KEY * 2 - 1);
    words = new long[Math.max(1, lines) * WORDS_OF_LINE];
  }

  void add(long hash) {
    int line = line(hash);
    long probes = mix(hash);
    for (int i = 0; i < PROBES; i++) {
      int bit = (int) (probes >>> i * BITS_OF_PROBE) & BITS_OF_LINE - 1;
      words[line + bit / Long.SIZE] |= 1L << bit;
    }
    added++;
  }

  boolean mayContain(long hash) {
    int line = line(hash);
    long probes = mix(hash);
    for (int i = 0; i < PROBES; i++) {
      int bit = (int) (probes >>> i * BITS_OF_PROBE) & BITS_OF_LINE - 1;
      if ((words[line + bit / Long.SIZE] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it holds as much as it is made for; with more it is right less often. */
  boolean isFull() {
    return added >= capacity;
  }

  int capacity() {
    return capacity;
  }

  private int line(long hash) {
    int lines = words.length / WORDS_OF_LINE;
    return ((int) (hash >>> 32) & lines - 1) * WORDS_OF_LINE;
  }

  /** Spreads all bits over all bits, as the last step of MurmurHash3 does. */
  static long mix(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
