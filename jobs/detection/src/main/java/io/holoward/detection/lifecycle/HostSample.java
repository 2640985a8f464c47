package io.holoward.detection.lifecycle;

import java.util.Arrays;

/** The hosts a process was seen on: the first so many of them, as hashes. */
final class HostSample {

  /** From this many on, the count means "at least". */
  static final int CAPACITY = 64;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] hashes;

  HostSample() {
    this(new long[0]);
  }

  /** Restores a sample from what {@link #hashes} told. */
  HostSample(long[] hashes) {
    this.hashes = hashes.clone();
  }

  void add(String host) {
    long hash = hash(host);
    int place = Arrays.binarySearch(hashes, hash);
    if (place < 0 && hashes.length < CAPACITY) {
      long[] grown = Arrays.copyOf(hashes, hashes.length + 1);
      grown[hashes.length] = hash;
      Arrays.sort(grown);
      hashes = grown;
    }
  }

  /** Number of hosts; at {@link #CAPACITY} there may be more. */
  int count() {
    return hashes.length;
  }

  long[] hashes() {
    return hashes.clone();
  }

  /** FNV-1a over the characters, 64 bits. */
  private static long hash(String host) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < host.length(); i++) {
      hash = (hash ^ host.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
