package io.holoward.telemetry.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of columns between separators, the columns named by a header. Where columns are quoted
 * ({@code "a, b"}, RFC 4180, within one line) a doubled quote stands for one. For one thread.
 */
public final class DelimitedText implements NamedTexts {

  private static final char QUOTE = '"';

  private final char separator;
  private final boolean quotes;
  private Map<String, Integer> names = Map.of();
  private String[] columns = {};

  private DelimitedText(char separator, boolean quotes) {
    this.separator = separator;
    this.quotes = quotes;
  }

  /** Columns between commas, quoted where they hold one. */
  public static DelimitedText csv() {
    return new DelimitedText(',', true);
  }

  /** Columns between a character that no column holds; a quote is text as any other. */
  static DelimitedText separatedBy(char separator) {
    return new DelimitedText(separator, false);
  }

  /** True when there is a column of this name. */
  public boolean has(String name) {
    return names.containsKey(name);
  }

  /** True once the columns have names. */
  boolean isNamed() {
    return !names.isEmpty();
  }

  /** Names the columns of the lines to come; of two columns of one name the first counts. */
  void name(List<String> columnNames) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < columnNames.size(); i++) {
      indexes.putIfAbsent(columnNames.get(i).strip(), i);
    }
    names = indexes;
    columns = new String[columnNames.size()];
  }

  /** Names the columns by a line that holds nothing else. */
  public void name(String header) {
    List<String> cells = new ArrayList<>();
    split(header, cells::add);
    name(cells);
  }

  /**
   * Takes a line's columns.
   *
   * @throws InvalidRecordException if it has not as many as there are names
   */
  public void take(String line) {
    Filling filling = new Filling();
    split(line, filling);
    if (filling.count != columns.length) {
      throw new InvalidRecordException(
          Reading.Invalid.MALFORMED_RECORD,
          "expected %d columns as in the header, found %d"
              .formatted(columns.length, filling.count));
    }
  }

  @Override
  public String get(String name) {
    Integer index = names.get(name);
    return index == null ? null : FieldValues.text(columns[index]);
  }

  /** Puts cells into the columns and counts them all. */
  private final class Filling implements Cells {
    private int count;

    @Override
    public void add(String cell) {
      if (count < columns.length) {
        columns[count] = cell;
      }
      count++;
    }
  }

  /** Takes the cells of a line one after the other. */
  @FunctionalInterface
  private interface Cells {
    void add(String cell);
  }

  private void split(String line, Cells cells) {
    int end = line.length();
    int from = 0;
    while (true) {
      if (quotes && from < end && line.charAt(from) == QUOTE) {
        int closing = closingQuote(line, from + 1);
        cells.add(line.substring(from + 1, closing).replace("\"\"", "\""));
        from = closing + 1;
      } else {
        int next = line.indexOf(separator, from);
        int to = next < 0 ? end : next;
        cells.add(line.substring(from, to));
        from = to;
      }
      if (from >= end) {
        return;
      }
      if (line.charAt(from) != separator) {
        throw malformed("text after the closing quote of a column");
      }
      from++;
    }
  }

  private static int closingQuote(String line, int from) {
    int at = from;
    while (true) {
      int quote = line.indexOf(QUOTE, at);
      if (quote < 0) {
        throw malformed("a quoted column does not end");
      }
      if (quote + 1 < line.length() && line.charAt(quote + 1) == QUOTE) {
        at = quote + 2;
      } else {
        return quote;
      }
    }
  }

  private static InvalidRecordException malformed(String message) {
    return new InvalidRecordException(Reading.Invalid.MALFORMED_RECORD, message);
  }
}
