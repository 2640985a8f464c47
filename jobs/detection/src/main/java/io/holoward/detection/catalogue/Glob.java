package io.holoward.detection.catalogue;

import java.util.Locale;

/**
 * A pattern in which {@code *} stands for any text and {@code ?} for any one character; case does
 * not matter. Matching takes time in proportion to pattern times text, whatever the pattern.
 */
record Glob(String pattern) {

  private static final int MAX_LENGTH = 300;
  private static final String UNSUPPORTED = "[]{}";

  /** A character that no text has. */
  private static final int NONE = -1;

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is empty, too long, or uses what other glob dialects
   *     know and this one does not
   */
  static Glob parse(String text) {
    String pattern = text == null ? "" : text.strip();
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("an empty process pattern; write * for every process");
    }
    if (pattern.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a process pattern of "
              + pattern.length()
              + " characters; at most "
              + MAX_LENGTH
              + " are allowed");
    }
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (Character.isISOControl(c) || UNSUPPORTED.indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            String.format(
                "the process pattern '%s' has '%s' at character %d; only * and ? are special",
                pattern.replaceAll("\\p{Cntrl}", "?"),
                Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c,
                i + 1));
      }
    }
    return new Glob(pattern.toLowerCase(Locale.ROOT));
  }

  /**
   * True when every text that fits the other pattern surely fits this one. Exact unless this one
   * has a {@code ?} and the other a {@code *}: of such pairs it may miss some.
   */
  boolean covers(Glob other) {
    // Taken as a text, the other's * is more than one character and fits no ? of this one.
    return matches(other.pattern, '*');
  }

  /** True when the whole text, in whatever case, fits the pattern. */
  boolean matches(String text) {
    return matches(text.toLowerCase(Locale.ROOT), NONE);
  }

  private boolean matches(String candidate, int manyCharacters) {
    int t = 0;
    int p = 0;
    int star = -1;
    int retry = 0;
    while (t < candidate.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length()
          && ((pattern.charAt(p) == '?' && candidate.charAt(t) != manyCharacters)
              || pattern.charAt(p) == candidate.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
