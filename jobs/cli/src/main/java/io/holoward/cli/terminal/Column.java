package io.holoward.cli.terminal;

/**
 * A column of a table.
 *
 * @param title its heading
 * @param align the side its cells keep to
 * @param minWidth it is never made narrower than this, in cells
 * @param maxWidth it is never made wider than this, in cells
 */
public record Column(String title, Align align, int minWidth, int maxWidth) {

  /** A column of text that takes what it needs and may be cut to eight cells. */
  public static Column text(String title) {
    return new Column(title, Align.LEFT, Math.max(8, DisplayText.width(title)), Integer.MAX_VALUE);
  }

  /** A column of numbers: right-aligned, never cut. */
  public static Column number(String title) {
    return new Column(title, Align.RIGHT, DisplayText.width(title), Integer.MAX_VALUE);
  }

  /** A column of text of a fixed width in cells. */
  public static Column fixed(String title, int width) {
    return new Column(title, Align.LEFT, width, width);
  }

  /** This column keeping to the right side. */
  public Column right() {
    return new Column(title, Align.RIGHT, minWidth, maxWidth);
  }
}
