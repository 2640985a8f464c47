package io.holoward.cli.command;

import io.holoward.backtest.whatif.ChangeCounts;
import io.holoward.backtest.whatif.ChangedFinding;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Deed;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a person wants to see first of a comparison: by process, and the largest changes. */
final class ComparisonReport {
  private static final int PROCESSES = 20;
  private static final List<Column> DIFFERENCES =
      List.of(Column.text("key"), Column.text("a"), Column.text("b"));
  private static final List<Column> BY_PROCESS =
      List.of(
          Column.text("process"),
          Column.number("gained"),
          Column.number("lost"),
          Column.number("moved"),
          Column.number("same"));
  private static final List<Column> LARGEST =
      List.of(
          Column.text("change"),
          Column.number("times"),
          Column.number("a"),
          Column.number("b"),
          Column.text("host"),
          Column.text("process"),
          Column.text("what it did"));

  private ComparisonReport() {}

  static void print(Comparison comparison, Path directory, PrintWriter out) {
    out.printf("a: %s%nb: %s%n%n", comparison.a().name(), comparison.b().name());
    table(DIFFERENCES, differences(comparison), out);
    List<List<String>> processes =
        new ArrayList<>(
            comparison.byProcess().stream()
                .filter(process -> process.counts().changed() > 0)
                .limit(PROCESSES)
                .map(process -> counts(process.processName(), process.counts()))
                .toList());
    processes.add(counts("all", comparison.counts()));
    table(BY_PROCESS, processes, out);
    table(LARGEST, comparison.largest().stream().map(ComparisonReport::row).toList(), out);
    out.printf("Every change is in %s.%n", directory.resolve(Comparison.FILE));
  }

  private static List<List<String>> differences(Comparison comparison) {
    Map<String, String> inB = comparison.b().configurationDifferences();
    List<List<String>> rows = new ArrayList<>();
    comparison
        .a()
        .configurationDifferences()
        .forEach((key, value) -> rows.add(List.of(key, value, inB.get(key))));
    return rows;
  }

  private static List<String> counts(String name, ChangeCounts counts) {
    return List.of(
        name,
        count(counts.gained()),
        count(counts.lost()),
        count(counts.moved()),
        count(counts.same()));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static List<String> row(Comparison.LargestChange largest) {
    ChangedFinding finding = largest.finding();
    return List.of(
        finding.change().name().toLowerCase(Locale.ROOT),
        count(largest.alike()),
        judged(finding.a()),
        judged(finding.b()),
        finding.host(),
        finding.processName(),
        Deed.of(finding.explanation(), finding.host()));
  }

  private static String judged(ChangedFinding.Judged judged) {
    if (judged == null) {
      return "-";
    }
    return judged.score() == null
        ? judged.verdict()
        : String.format(Locale.ROOT, "%s %.1f", judged.verdict(), judged.score());
  }

  private static void table(List<Column> columns, List<List<String>> rows, PrintWriter out) {
    if (!rows.isEmpty()) {
      Table.render(columns, rows, Terminal.standardOutput().columns()).forEach(out::println);
      out.println();
    }
  }
}
