package io.holoward.telemetry.format;

import java.util.function.UnaryOperator;

/**
 * Remembers the last results of a pure function of texts, such as the canonical spelling of an
 * address: telemetry repeats the same few thousand texts. Direct-mapped, so bounded and without
 * bookkeeping: a collision only costs another computation, as does a text longer than any address
 * or host name, which nobody should be able to fill the heap with. For one thread.
 */
final class Memo {

  private static final int SLOTS = 1 << 12;
  private static final int MAX_LENGTH = 256;

  private final UnaryOperator<String> function;
  private final String[] keys = new String[SLOTS];
  private final String[] values = new String[SLOTS];

  Memo(UnaryOperator<String> function) {
    this.function = function;
  }

  /** The function's value; what the function throws is passed on and not remembered. */
  String of(String key) {
    if (key.length() > MAX_LENGTH) {
      return function.apply(key);
    }
    int hash = key.hashCode();
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    if (key.equals(keys[slot])) {
      return values[slot];
    }
    String value = function.apply(key);
    keys[slot] = key;
    values[slot] = value;
    return value;
  }
}
