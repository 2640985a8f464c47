package io.holoward.detection.finding;

/** Makes a text of unknown origin fit to stand in a sentence. */
public final class PlainText {

  /** Longer texts are cut. */
  static final int MAX_LENGTH = 200;

  private PlainText() {}

  /**
   * The text without control, formatting and unpaired characters (a line break, a change of writing
   * direction), with single spaces, and not longer than {@link #MAX_LENGTH} code points.
   *
   * @param text may be null
   * @param otherwise what stands for null and for a text of which nothing is left
   */
  public static String of(String text, String otherwise) {
    if (text == null) {
      return otherwise;
    }
    StringBuilder plain = new StringBuilder();
    text.codePoints().limit(4L * MAX_LENGTH).forEach(c -> append(plain, c));
    String stripped = plain.toString().strip();
    if (stripped.codePointCount(0, stripped.length()) > MAX_LENGTH) {
      stripped = stripped.substring(0, stripped.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
    }
    return stripped.isEmpty() ? otherwise : stripped;
  }

  private static void append(StringBuilder plain, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> {
        if (plain.length() > 0 && plain.charAt(plain.length() - 1) != ' ') {
          plain.append(' ');
        }
      }
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {}
      default -> plain.appendCodePoint(c);
    }
  }
}
