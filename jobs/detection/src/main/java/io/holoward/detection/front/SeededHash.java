package io.holoward.detection.front;

/**
 * A hash that those who choose addresses, ports and names cannot steer: it depends on a seed that
 * they do not know.
 */
final class SeededHash {

  private SeededHash() {}

  /** A number into a hash; begin with the seed. */
  static long mix(long hash, long value) {
    return mix(hash ^ value);
  }

  /** A text into a hash, character by character; null is the empty one. */
  static long mix(long hash, String text) {
    long mixed = hash;
    int length = text == null ? 0 : text.length();
    for (int i = 0; i < length; i++) {
      mixed = (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L + text.charAt(i);
    }
    return mix(mixed);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
