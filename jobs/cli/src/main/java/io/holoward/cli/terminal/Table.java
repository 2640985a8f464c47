package io.holoward.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Aligned columns. Cells are cleaned of control characters and cut where the table would be wider
 * than the terminal: the widest text column gives way first.
 */
public final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final int[] widths;

  private Table(List<Column> columns, int[] widths) {
    this.columns = columns;
    this.widths = widths;
  }

  /** The heading and the rows as lines, each column as wide as its widest cell. */
  public static List<String> render(List<Column> columns, List<List<String>> rows, int total) {
    List<List<String>> clean =
        rows.stream().map(row -> row.stream().map(DisplayText::clean).toList()).toList();
    int[] wanted =
        IntStream.range(0, columns.size())
            .map(i -> clean.stream().mapToInt(row -> DisplayText.width(row.get(i))).max().orElse(0))
            .toArray();
    Table table = new Table(columns, squeeze(columns, wanted, total));
    List<String> lines = new ArrayList<>();
    lines.add(table.heading());
    clean.forEach(row -> lines.add(table.row(row)));
    return lines;
  }

  /**
   * A table whose rows are not known in advance: every column has its minimal width, and the last
   * one the rest of the terminal, up to its maximum.
   */
  public static Table streaming(List<Column> columns, int total) {
    int[] wanted = columns.stream().mapToInt(Column::minWidth).toArray();
    int last = columns.size() - 1;
    int others = IntStream.of(wanted).limit(last).sum() + GAP.length() * last;
    wanted[last] = Math.max(wanted[last], total - others);
    return new Table(columns, squeeze(columns, wanted, Integer.MAX_VALUE));
  }

  private static int[] squeeze(List<Column> columns, int[] wanted, int total) {
    int[] widths = new int[wanted.length];
    for (int i = 0; i < widths.length; i++) {
      Column column = columns.get(i);
      int width = Math.max(wanted[i], DisplayText.width(column.title()));
      widths[i] = Math.max(column.minWidth(), Math.min(column.maxWidth(), width));
    }
    int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - total;
    for (; excess > 0; excess--) {
      int widest = widestElastic(columns, widths);
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int widestElastic(List<Column> columns, int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean elastic =
          columns.get(i).align() == Align.LEFT && widths[i] > columns.get(i).minWidth();
      if (elastic && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  /** The headings as a line. */
  public String heading() {
    return row(columns.stream().map(Column::title).toList());
  }

  /** A row as a line, without spaces at its end. */
  public String row(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : GAP)
          .append(
              DisplayText.fit(DisplayText.clean(cells.get(i)), widths[i], columns.get(i).align()));
    }
    return line.toString().stripTrailing();
  }
}
