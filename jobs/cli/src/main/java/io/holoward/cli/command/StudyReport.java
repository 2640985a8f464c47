package io.holoward.cli.command;

import io.holoward.backtest.evaluation.Evaluation.Cause;
import io.holoward.backtest.study.StudyResult;
import io.holoward.backtest.study.StudyResult.Alarms;
import io.holoward.backtest.study.StudyResult.Figure;
import io.holoward.backtest.study.StudyResult.Group;
import io.holoward.backtest.study.StudyResult.Rate;
import io.holoward.backtest.study.StudyResult.Row;
import io.holoward.backtest.study.StudyResult.Share;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation by folds as tables. */
final class StudyReport {

  private static final int CAUSES = 10;
  private static final int PROCESSES = 12;

  /** All, modelled, unmodelled, and all transplants of both kinds. */
  private static final int GROUP_ROWS = 5;

  private static final List<Column> ROWS =
      List.of(
          Column.text("units"),
          Column.number("count"),
          Column.number("attacks"),
          Column.number("AUC"),
          Column.number("95 %"),
          Column.number("avg. prec."),
          Column.number("found"),
          Column.number("%"),
          Column.number("95 %"),
          Column.number("false"),
          Column.number("%"),
          Column.number("95 %"));
  private static final List<Column> RATES =
      List.of(
          Column.text("alarm.raise"),
          Column.number("found as they are"),
          Column.number("found public 443"),
          Column.number("ABNORMAL per host-hour"),
          Column.number("all raised per host-hour"));
  private static final List<Column> CAUSE =
      List.of(Column.number("units"), Column.number("hosts"), Column.text("what happened"));

  private final PrintWriter out;
  private final int columns;

  private StudyReport(PrintWriter out) {
    this.out = out;
    this.columns = Terminal.standardOutput().columns();
  }

  static void print(StudyResult result, Path directory, PrintWriter out) {
    StudyReport report = new StudyReport(out);
    out.printf(
        Locale.ROOT,
        "%,d connections of %,d scenarios; %,d without a label count for nothing.%n",
        result.connections(),
        result.scenarios(),
        result.unlabelled());
    result.tables().forEach(report::print);
    out.printf(
        "%nA unit is a scenario, process instance and service. The 95 %% intervals are of resampled"
            + " scenarios.%nThe figures are in %s, every scored connection in %s.%n",
        directory.resolve(StudyResult.FILE), directory.resolve(StudyResult.RECORDS));
  }

  private void print(StudyResult.Table table) {
    out.printf(
        Locale.ROOT,
        "%n== --fold %s: %s (%,d folds)%n",
        table.fold(),
        table.words(),
        table.folds());
    table(ROWS, table.rows().stream().map(StudyReport::row).toList());
    if (table.groups().size() > 1) {
      for (Group group : table.groups()) {
        out.printf("%n%s%n", group.name());
        table(ROWS, group.rows().stream().limit(GROUP_ROWS).map(StudyReport::row).toList());
      }
    }
    out.printf("%nRecorded attacks by label%n");
    table(ROWS, table.labels().stream().map(StudyReport::row).toList());
    out.printf("%nThe processes with most attacks, then with most false alarms%n");
    table(ROWS, table.processes().stream().limit(PROCESSES).map(StudyReport::row).toList());
    print(table.alarms());
    print("Background that was called abnormal", table.falsePositives());
    print("Transplants that were not", table.misses());
    print("Recorded attacks of modelled processes that were not", table.recordedMisses());
  }

  private void print(Alarms alarms) {
    out.printf(Locale.ROOT, "%nFindings about background in %,d host-hours%n", alarms.hostHours());
    table(RATES, alarms.rates().stream().map(StudyReport::row).toList());
    out.printf(
        "Processes without a model: %s findings per host-hour.%n",
        number("%.3f", alarms.unmodelledPerHostHour()));
  }

  private void print(String title, List<Cause> causes) {
    if (!causes.isEmpty()) {
      out.printf("%n%s, by cause%n", title);
      List<List<String>> rows = new ArrayList<>();
      causes.stream()
          .limit(CAUSES)
          .forEach(
              cause ->
                  rows.add(
                      List.of(
                          number("%,d", cause.units()),
                          number("%,d", cause.hosts()),
                          cause.cause())));
      table(CAUSE, rows);
    }
  }

  private void table(List<Column> titles, List<List<String>> rows) {
    Table.render(titles, rows, columns).forEach(out::println);
  }

  private static List<String> row(Row row) {
    Share found = row.found();
    Share wrong = row.falsePositives();
    return List.of(
        row.name(),
        number("%,d", row.units()),
        number("%,d", found.of()),
        number("%.3f", row.auc().value()),
        interval("%.3f", 1, row.auc()),
        number("%.3f", row.averagePrecision()),
        number("%,d", found.count()),
        percent(found.share().value()),
        interval("%.0f", 100, found.share()),
        number("%,d", wrong.count()),
        percent(wrong.share().value()),
        interval("%.1f", 100, wrong.share()));
  }

  private static List<String> row(Rate rate) {
    return List.of(
        rate.raise(),
        percent(rate.asTheyAre()),
        percent(rate.public443()),
        number("%.3f", rate.abnormalPerHostHour()),
        number("%.3f", rate.raisedPerHostHour()));
  }

  private static String percent(Double share) {
    return share == null ? "-" : number("%.1f", 100 * share);
  }

  private static String interval(String format, double factor, Figure figure) {
    List<Double> ends = figure.interval();
    return ends == null
        ? "-"
        : number(format, factor * ends.get(0)) + "–" + number(format, factor * ends.get(1));
  }

  private static String number(String format, Number value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }
}
