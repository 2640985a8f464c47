package io.holoward.telemetry.format;

/**
 * Gives equal texts one String, so that a repeated image or account costs no allocation. The table
 * is direct-mapped: bounded (8,192 texts of at most 256 characters, 6 MB at the very most), a
 * collision replaces. For one thread.
 */
final class TextPool {

  private static final int SLOTS = 1 << 13;
  private static final int MAX_LENGTH = 256;

  private final String[] slots = new String[SLOTS];

  String of(char[] chars, int offset, int length) {
    if (length > MAX_LENGTH) {
      return new String(chars, offset, length);
    }
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    String known = slots[slot];
    if (known != null && matches(known, chars, offset, length)) {
      return known;
    }
    String text = new String(chars, offset, length);
    slots[slot] = text;
    return text;
  }

  private static boolean matches(String known, char[] chars, int offset, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != chars[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
