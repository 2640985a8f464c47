package io.holoward.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Markdown table that lines up as plain text too.
 *
 * @param headings of the columns
 * @param numbers the columns that keep to the right side, from 0
 */
record MarkdownTable(List<String> headings, Set<Integer> numbers) {

  MarkdownTable {
    headings = List.copyOf(headings);
    numbers = Set.copyOf(numbers);
  }

  /**
   * The lines of the table.
   *
   * @param rows of as many cells as there are headings
   */
  List<String> lines(List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(headings));
    all.addAll(rows);
    int[] widths = new int[headings.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = all.stream().map(row -> line(row, widths)).collect(Collectors.toList());
    lines.add(1, rule(widths));
    return lines;
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String gap = " ".repeat(widths[i] - row.get(i).length());
      line.append(' ')
          .append(numbers.contains(i) ? gap + row.get(i) : row.get(i) + gap)
          .append(" |");
    }
    return line.toString();
  }

  private String rule(int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      line.append("-".repeat(widths[i] + 1)).append(numbers.contains(i) ? ":|" : "-|");
    }
    return line.toString();
  }
}
