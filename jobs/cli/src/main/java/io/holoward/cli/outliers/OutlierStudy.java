package io.holoward.cli.outliers;

import io.holoward.backtest.evaluation.RocCurve;
import io.holoward.cli.UserException;
import io.holoward.entropy.OutlierFactors;
import io.holoward.entropy.ScoredColumns;
import io.holoward.entropy.Signature;
import io.holoward.entropy.ThresholdRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The outlier factor of every row of a table of categories.
 *
 * @param rows the rows that were scored, in the order of the table
 * @param left how many rows were left out
 * @param threshold factors above it are outliers
 * @param rocArea how well the factors tell the outlier classes from the others; empty without them
 */
public record OutlierStudy(
    List<ScoredRow> rows, int left, double threshold, OptionalDouble rocArea) {

  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0");

  /**
   * A row with its outlier factor.
   *
   * @param row its number in the table, from 1, headings not counted
   */
  public record ScoredRow(int row, double outlierFactor, boolean outlier) {}

  /** What to do with a row in which a value is missing: an empty cell, or {@code ?}. */
  public enum Missing {
    /** Leave the row out. */
    SKIP,
    /** Take "missing" as one more value of its column. */
    VALUE
  }

  /**
   * What is asked.
   *
   * @param classColumn index of the column that names each row's class and is not scored
   * @param outlierClasses the classes that are rare and wanted; may be empty
   * @param outlierEvery of the rows of those classes only each so-many-th is kept, as studies do
   *     that make a frequent class rare; 1 keeps all
   * @param columns TRUE_ONLY needs a table of true and false, yes and no, or 1 and 0
   */
  public record Question(
      OptionalInt classColumn,
      Set<String> outlierClasses,
      int outlierEvery,
      Missing missing,
      ScoredColumns columns,
      ThresholdRule threshold) {}

  /**
   * Scores the table.
   *
   * @throws UserException when the question does not fit the table
   */
  public static OutlierStudy of(CategoricalTable table, Question question) {
    int[] kept = keptRows(table, question);
    if (kept.length == 0) {
      throw new UserException(
          table.rows().isEmpty()
              ? "There are no rows"
              : "Every row has a missing value; \"--missing value\" takes them as a value");
    }
    int[] columns =
        IntStream.range(0, table.names().size())
            .filter(i -> question.classColumn().isEmpty() || question.classColumn().getAsInt() != i)
            .toArray();
    OutlierFactors factors = factors(table, kept, columns, question.columns());
    double threshold = factors.threshold(question.threshold());
    double[] values = factors.shifted();
    List<ScoredRow> rows =
        IntStream.range(0, kept.length)
            .mapToObj(
                i ->
                    new ScoredRow(
                        kept[i] + 1, values[i], ThresholdRule.isAbove(values[i], threshold)))
            .toList();
    return new OutlierStudy(
        rows, table.rows().size() - kept.length, threshold, rocArea(table, kept, values, question));
  }

  private static int[] keptRows(CategoricalTable table, Question question) {
    int[] wanted = {0};
    return IntStream.range(0, table.rows().size())
        .filter(i -> question.missing() == Missing.VALUE || isComplete(table.rows().get(i)))
        .filter(
            i ->
                !isOutlierClass(table.rows().get(i), question)
                    || ++wanted[0] % question.outlierEvery() == 0)
        .toArray();
  }

  private static boolean isComplete(List<String> row) {
    return row.stream().noneMatch(value -> value.isEmpty() || value.equals("?"));
  }

  private static boolean isOutlierClass(List<String> row, Question question) {
    return question.classColumn().isPresent()
        && question.outlierClasses().contains(row.get(question.classColumn().getAsInt()));
  }

  private static OutlierFactors factors(
      CategoricalTable table, int[] kept, int[] columns, ScoredColumns scored) {
    if (scored == ScoredColumns.FULL) {
      List<List<String>> rows = new ArrayList<>(kept.length);
      for (int row : kept) {
        List<String> values = table.rows().get(row);
        rows.add(Arrays.stream(columns).mapToObj(values::get).toList());
      }
      return OutlierFactors.ofRows(rows);
    }
    List<Signature> records = new ArrayList<>(kept.length);
    for (int row : kept) {
      records.add(trueColumns(table, row, columns));
    }
    return OutlierFactors.ofRecords(records, scored);
  }

  private static Signature trueColumns(CategoricalTable table, int row, int[] columns) {
    Set<String> names = new TreeSet<>();
    for (int column : columns) {
      String value = table.rows().get(row).get(column).toLowerCase(Locale.ROOT);
      if (TRUE.contains(value)) {
        names.add(table.names().get(column));
      } else if (!FALSE.contains(value)) {
        throw new UserException(
            "--mode true-only needs a table of true and false; row %d, column %s is \"%s\""
                .formatted(row + 1, table.names().get(column), value));
      }
    }
    return Signature.of(names);
  }

  private static OptionalDouble rocArea(
      CategoricalTable table, int[] kept, double[] factors, Question question) {
    if (question.outlierClasses().isEmpty()) {
      return OptionalDouble.empty();
    }
    boolean[] positive = new boolean[kept.length];
    for (int i = 0; i < kept.length; i++) {
      positive[i] = isOutlierClass(table.rows().get(kept[i]), question);
    }
    double area = RocCurve.area(factors, positive);
    if (Double.isNaN(area)) {
      throw new UserException(
          "No ROC curve: the rows are either all or none of the classes "
              + String.join(", ", question.outlierClasses()));
    }
    return OptionalDouble.of(area);
  }
}
