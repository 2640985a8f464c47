package io.holoward.cli.command;

import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.backtest.evaluation.Evaluation;
import io.holoward.backtest.evaluation.Evaluation.ByLabel;
import io.holoward.backtest.evaluation.Evaluation.View;
import io.holoward.cli.UserException;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How a backtest agrees with its labels, as tables. */
final class EvaluationReport {

  private static final List<Column> VIEWS =
      List.of(
          Column.text("units"),
          Column.number("count"),
          Column.number("attacks"),
          Column.number("AUC"),
          Column.number("95 %"),
          Column.number("avg. precision"),
          Column.number("found"),
          Column.number("false"),
          Column.number("precision"),
          Column.number("recall"));
  private static final List<Column> LABELS =
      List.of(Column.text("label"), Column.number("units"), Column.number("told"));

  private EvaluationReport() {}

  /** Prints the evaluation in a directory of results; nothing where there is none. */
  static void print(Path directory, PrintWriter out) {
    Path file = directory.resolve(AssessmentFiles.EVALUATION);
    if (Files.notExists(file)) {
      return;
    }
    Evaluation evaluation;
    try {
      evaluation = Evaluation.read(file);
    } catch (IOException e) {
      throw new UserException(file + " cannot be read: " + e, e);
    }
    int columns = Terminal.standardOutput().columns();
    out.println();
    Table.render(VIEWS, evaluation.views().stream().map(EvaluationReport::row).toList(), columns)
        .forEach(out::println);
    out.println();
    Table.render(LABELS, evaluation.byLabel().stream().map(EvaluationReport::row).toList(), columns)
        .forEach(out::println);
    out.printf(
        "%nA unit is a %s.%n%s alarms a host and day; half of the attacks found were found within"
            + " %s s.%n",
        evaluation.unit(),
        number("%.2f", evaluation.alarmsPerHostDay()),
        number("%.1f", evaluation.medianDelaySeconds()));
    if (evaluation.byLabel().stream().anyMatch(label -> label.units() == 0)) {
      out.println(
          "A label without units met no connection: it speaks of flows, or of what was not read.");
    }
    if (evaluation.labels().unmatched() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d rows of the labels speak of sources that were not among the input.%n",
          evaluation.labels().unmatched());
    }
  }

  private static List<String> row(View view) {
    List<Double> interval = view.aucInterval();
    return List.of(
        view.name(),
        number("%,d", view.units()),
        number("%,d", view.positives()),
        number("%.3f", view.auc()),
        interval == null
            ? "-"
            : number("%.3f", interval.get(0)) + "–" + number("%.3f", interval.get(1)),
        number("%.3f", view.averagePrecision()),
        number("%,d", view.confusion().truePositives()),
        number("%,d", view.confusion().falsePositives()),
        number("%.3f", view.precision()),
        number("%.3f", view.recall()));
  }

  private static List<String> row(ByLabel label) {
    return List.of(label.label(), number("%,d", label.units()), number("%,d", label.found()));
  }

  private static String number(String format, Number value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }
}
