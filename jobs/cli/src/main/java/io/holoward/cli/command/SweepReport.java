package io.holoward.cli.command;

import io.holoward.backtest.whatif.RunFigures;
import io.holoward.backtest.whatif.SweepReplay;
import io.holoward.backtest.whatif.SweepResult;
import io.holoward.backtest.whatif.SweepResult.SweptRun;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a sweep as a table with a row for each run. */
final class SweepReport {
  private static final List<String> VERDICTS = List.of("ABNORMAL", "UNMODELLED", "NORMAL");

  private SweepReport() {}

  static void print(SweepResult result, Path directory, PrintWriter out) {
    out.println();
    Table.render(
            columns(result),
            result.runs().stream().map(SweepReport::row).toList(),
            Terminal.standardOutput().columns())
        .forEach(out::println);
    out.printf(
        "%nThe figures are in %s, the alarms of each run in %s.%n",
        directory.resolve(SweepReplay.SWEEP), directory.resolve(SweepReplay.RUNS));
  }

  private static List<Column> columns(SweepResult result) {
    List<Column> columns = new ArrayList<>();
    result.parameters().forEach(parameter -> columns.add(Column.number(parameter.key())));
    columns.add(Column.number("alarms"));
    VERDICTS.forEach(verdict -> columns.add(Column.number(verdict)));
    columns.add(Column.number("per host and day"));
    if (result.labelled()) {
      for (String title : List.of("AUC", "avg. precision", "precision", "recall", "false pos.")) {
        columns.add(Column.number(title));
      }
    }
    return columns;
  }

  private static List<String> row(SweptRun run) {
    RunFigures figures = run.figures();
    Map<String, Long> byVerdict = figures.byVerdict();
    List<String> row = new ArrayList<>();
    run.settings().values().forEach(value -> row.add(value.toString()));
    row.add(count(figures.alarms()));
    VERDICTS.forEach(verdict -> row.add(count(byVerdict.getOrDefault(verdict, 0L))));
    row.add(number(figures.alarmsPerHostDay()));
    if (figures.labelled() != null) {
      row.add(number(figures.labelled().auc()));
      row.add(number(figures.labelled().averagePrecision()));
      row.add(number(figures.labelled().precision()));
      row.add(number(figures.labelled().recall()));
      row.add(number(figures.labelled().falsePositiveRate()));
    }
    return row;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String number(Double number) {
    return number == null ? "-" : String.format(Locale.ROOT, "%.3f", number);
  }
}
