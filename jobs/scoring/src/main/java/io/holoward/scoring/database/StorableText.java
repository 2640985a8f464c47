package io.holoward.scoring.database;

/**
 * Texts as PostgreSQL takes them. Neither {@code text} nor {@code jsonb} can hold the character
 * NUL, and half of a surrogate pair has no UTF-8; both come from telemetry that means harm or was
 * cut. They become U+FFFD, so that no record can stop the job that stores it.
 */
final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';
  private static final String ESCAPED_NUL = "u0000";

  private StorableText() {}

  /** The text for a column, null for null. */
  static String of(String text) {
    return text == null || isStorable(text) ? text : replaced(text);
  }

  /** The same of a text of JSON, in which a NUL stands as an escape sequence. */
  static String ofJson(String json) {
    StringBuilder storable = null;
    int copied = 0;
    for (int at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at + 2)) {
      if (json.startsWith(ESCAPED_NUL, at + 1)) {
        storable = storable == null ? new StringBuilder(json.length()) : storable;
        storable.append(json, copied, at).append(REPLACEMENT);
        copied = at + 1 + ESCAPED_NUL.length();
      }
    }
    return of(storable == null ? json : storable.append(json, copied, json.length()).toString());
  }

  private static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static String replaced(String text) {
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                    ? REPLACEMENT
                    : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }
}
