package io.holoward.detection.front;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers texts in the order in which they come first. A snapshot has hundreds of thousands of
 * them, many of them the same few objects: these are found without a look at what they say, and
 * none takes an object of its own. Not thread-safe.
 */
final class TextNumbers {

  /** The number of a text that has not come before. */
  static final int NEW = -1;

  private static final int INITIAL_CAPACITY = 1 << 10;

  /**
   * Who chooses names may choose such that all belong in the same place: what is not found in so
   * many steps is in a map, which copes with that.
   */
  private static final int MOST_STEPS = 32;

  private String[] texts = new String[INITIAL_CAPACITY];

  /** Of each text its hash, in the upper half, and its number. */
  private long[] marks = new long[INITIAL_CAPACITY];

  private Map<String, Integer> crowded = new HashMap<>();
  private int count;

  /** The number of a text, or {@link #NEW}: then it has the next one from now on. */
  int of(String text) {
    int hash = spread(text.hashCode());
    int slot = slot(text, hash);
    if (slot >= 0 && texts[slot] != null) {
      return (int) marks[slot];
    }
    Integer number = slot < 0 ? crowded.get(text) : null;
    if (number != null) {
      return number;
    }
    place(slot, text, mark(hash, count++));
    if (count > texts.length / 2) {
      grow();
    }
    return NEW;
  }

  /** Where a text is, or would be; negative where there is no place in reach. */
  private int slot(String text, int hash) {
    int slot = hash & texts.length - 1;
    for (int step = 0; step < MOST_STEPS; step++) {
      String there = texts[slot];
      if (there == null || hash == (int) (marks[slot] >>> Integer.SIZE) && there.equals(text)) {
        return slot;
      }
      slot = slot + 1 & texts.length - 1;
    }
    return -1;
  }

  private void place(int slot, String text, long mark) {
    if (slot < 0) {
      crowded.put(text, (int) mark);
    } else {
      texts[slot] = text;
      marks[slot] = mark;
    }
  }

  private void grow() {
    String[] placed = texts;
    long[] placedMarks = marks;
    Map<String, Integer> apart = crowded;
    texts = new String[2 * placed.length];
    marks = new long[2 * placed.length];
    crowded = new HashMap<>();
    for (int i = 0; i < placed.length; i++) {
      if (placed[i] != null) {
        int hash = (int) (placedMarks[i] >>> Integer.SIZE);
        place(slot(placed[i], hash), placed[i], placedMarks[i]);
      }
    }
    apart.forEach(
        (text, number) -> {
          int hash = spread(text.hashCode());
          place(slot(text, hash), text, mark(hash, number));
        });
  }

  private static long mark(int hash, int number) {
    return (long) hash << Integer.SIZE | number;
  }

  private static int spread(int hash) {
    return hash ^ hash >>> 16;
  }
}
