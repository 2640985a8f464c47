package io.holoward.scoring.exchange;

import java.util.Arrays;

/**
 * Parts that crossed an exchange before, with their forms. Direct-mapped, so bounded and without
 * bookkeeping, and a collision only costs another turn, whoever has chosen the values.
 */
final class SharedParts {

  private static final int SLOTS = 1 << 12;

  /** Longer forms are not kept: at most four megabytes of bytes in all. */
  private static final int LONGEST = 1 << 10;

  private final Object[] parts = new Object[SLOTS];
  private final byte[][] forms = new byte[SLOTS][];

  static int slot(int hash) {
    return (hash ^ hash >>> 16) & SLOTS - 1;
  }

  /** The form of a part, or null. */
  byte[] form(int slot, Object part) {
    return part.equals(parts[slot]) ? forms[slot] : null;
  }

  /** The part of a form, or null. */
  Object part(int slot, byte[] bytes, int length) {
    byte[] form = forms[slot];
    return form != null && Arrays.equals(form, 0, form.length, bytes, 0, length)
        ? parts[slot]
        : null;
  }

  /** Keeps both, which are never changed. */
  void keep(int slot, Object part, byte[] form) {
    if (form.length <= LONGEST) {
      parts[slot] = part;
      forms[slot] = form;
    }
  }
}
