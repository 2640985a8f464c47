package io.holoward.telemetry.format;

import java.util.Map;

/**
 * Remembers the last maps of attributes that were found sound: those of flows differ by service and
 * process, not by flow. Direct-mapped, so bounded (4,096 maps of at most 512 characters) and
 * without bookkeeping. For one thread.
 */
final class SoundAttributes {

  private static final int SLOTS = 1 << 12;
  private static final int MAX_CHARACTERS = 512;

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know nothing of type parameters
  private final Map<String, String>[] known = new Map[SLOTS];

  /** Checks a map of attributes, and gives those that are told. */
  interface Check {
    Map<String, String> of(Map<String, String> told);
  }

  /**
   * A map equal to the given one that nobody can change; what the check throws is passed on and not
   * remembered.
   */
  Map<String, String> of(Map<String, String> told, Check check) {
    int hash = told.hashCode();
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    Map<String, String> last = known[slot];
    if (told.equals(last)) {
      return last;
    }
    Map<String, String> sound = check.of(told);
    if (characters(sound) <= MAX_CHARACTERS) {
      known[slot] = sound;
    }
    return sound;
  }

  private static int characters(Map<String, String> texts) {
    int characters = 0;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      characters += text.getKey().length() + text.getValue().length();
    }
    return characters;
  }
}
