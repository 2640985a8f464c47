package io.holoward.cli.terminal;

/**
 * Text as a terminal shows it: how many cells it takes, cut to a number of cells, padded, and free
 * of control characters, so that a name found in telemetry cannot steer the terminal.
 */
public final class DisplayText {
  private static final String ELLIPSIS = "…";

  private DisplayText() {}

  /** The number of cells the text takes: 2 for wide letters and emoji, 0 for combining marks. */
  static int width(String text) {
    return text.codePoints().map(DisplayText::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  /**
   * The blocks of Unicode's East Asian Width property W and F that hold nearly all such letters.
   */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }

  /** The text with every control character, line breaks among them, replaced by a middle dot. */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(c -> isHarmful(c) ? '·' : c).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isHarmful(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** The text if it fits the cells, else its beginning and an ellipsis. */
  static String cut(String text, int cells) {
    if (width(text) <= cells) {
      return text;
    }
    if (cells <= 0) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    int left = cells - 1;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      left -= width(codePoint);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(codePoint);
      i += Character.charCount(codePoint);
    }
    return kept.append(ELLIPSIS).toString();
  }

  /** The text in exactly so many cells, cut or padded with spaces on the side opposite to align. */
  static String fit(String text, int cells, Align align) {
    String cut = cut(text, cells);
    String padding = " ".repeat(Math.max(0, cells - width(cut)));
    return align == Align.LEFT ? cut + padding : padding + cut;
  }
}
