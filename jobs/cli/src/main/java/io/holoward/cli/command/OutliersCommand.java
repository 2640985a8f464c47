package io.holoward.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.cli.UserException;
import io.holoward.cli.outliers.CategoricalTable;
import io.holoward.cli.outliers.CategoricalTable.Header;
import io.holoward.cli.outliers.OutlierStudy;
import io.holoward.cli.outliers.OutlierStudy.Missing;
import io.holoward.cli.outliers.OutlierStudy.Question;
import io.holoward.cli.outliers.OutlierStudy.ScoredRow;
import io.holoward.entropy.ScoredColumns;
import io.holoward.entropy.ThresholdRule;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward outliers}: the kernel over a table of categories. */
@Command(
    name = "outliers",
    description = {
      "Score the rows of a CSV file of categories by their outlier factor.",
      "Prints one JSON object a row: row (from 1, headings not counted), outlierFactor, outlier.",
      "With --class and --outlier-class a last object has the area under the ROC curve (rocAuc)."
    },
    footer = {
      "",
      "A numeric column is taken as categories too. The classes of a study that makes a frequent",
      "class rare, breast cancer Wisconsin with 39 of its malignant rows for instance:",
      "  --class Class --outlier-class malignant --outlier-every 6"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class OutliersCommand implements Callable<Integer> {
  @Option(
      names = "--csv",
      paramLabel = "FILE",
      required = true,
      description = "The table: UTF-8, comma-separated, every row as long as the first.")
  private Path csv;

  @Option(
      names = "--class",
      paramLabel = "COLUMN",
      description =
          "The column that names each row's class, by heading or number from 1; it is not scored.")
  private String classColumn;

  @Option(
      names = "--outlier-class",
      paramLabel = "VALUE",
      split = ",",
      description = "The classes that are outliers, joined by commas.")
  private Set<String> outlierClasses;

  @Option(
      names = "--outlier-every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Keep only every Nth row of those classes, counted over the complete rows.")
  private int outlierEvery;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "full",
      description = "full: all columns. true-only: those that are true, in a table of true/false.")
  private String mode;

  @Option(
      names = "--threshold",
      paramLabel = "RULE",
      defaultValue = "mean-std:3",
      description =
          "Above it a row is an outlier: mean-std:K, lognormal:K (K standard deviations), or"
              + " fixed-k:K (at most K rows).")
  private String threshold;

  @Option(
      names = "--missing",
      paramLabel = "WHAT",
      defaultValue = "skip",
      description = "A row with an empty cell or ?: skip leaves it out, value takes it as a value.")
  private Missing missing;

  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first line holds headings. Without it the content decides.")
  private Boolean header;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Header headings = header == null ? Header.AUTO : header ? Header.YES : Header.NO;
    if (!Files.isRegularFile(csv)) {
      throw new UserException("The table " + csv + " is not a readable file");
    }
    CategoricalTable table = CategoricalTable.read(csv, headings);
    OutlierStudy study = OutlierStudy.of(table, question(table));
    print(study);
    return 0;
  }

  private Question question(CategoricalTable table) {
    if (outlierClasses != null && classColumn == null) {
      throw new UserException("--outlier-class needs --class COLUMN");
    }
    if (outlierEvery < 1) {
      throw new UserException("--outlier-every has to be 1 or more");
    }
    return new Question(
        classColumn == null ? OptionalInt.empty() : OptionalInt.of(table.indexOf(classColumn)),
        outlierClasses == null ? Set.of() : new LinkedHashSet<>(outlierClasses),
        outlierEvery,
        missing,
        parseMode(mode),
        parseThreshold(threshold));
  }

  private static ScoredColumns parseMode(String mode) {
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "full" -> ScoredColumns.FULL;
      case "true-only" -> ScoredColumns.TRUE_ONLY;
      default -> throw new UserException("--mode " + mode + ": expected full or true-only");
    };
  }

  static ThresholdRule parseThreshold(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split(":", 2);
    try {
      String argument = parts.length == 2 ? parts[1] : "3";
      return switch (parts[0]) {
        case "mean-std" -> new ThresholdRule.MeanStd(Double.parseDouble(argument));
        case "lognormal" -> new ThresholdRule.Lognormal(Double.parseDouble(argument), 1);
        case "fixed-k" -> new ThresholdRule.FixedK(Integer.parseInt(argument));
        default -> throw new IllegalArgumentException("there is no such rule");
      };
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "--threshold "
              + text
              + ": expected mean-std:K, lognormal:K or fixed-k:K with K 0 or more",
          e);
    }
  }

  private void print(OutlierStudy study) {
    PrintWriter out = spec.commandLine().getOut();
    ObjectMapper json = new ObjectMapper();
    long outliers = 0;
    StringBuilder lines = new StringBuilder();
    for (ScoredRow row : study.rows()) {
      ObjectNode object = json.createObjectNode();
      object.put("row", row.row());
      object.put("outlierFactor", row.outlierFactor());
      object.put("outlier", row.outlier());
      lines.append(object).append('\n');
      outliers += row.outlier() ? 1 : 0;
    }
    if (study.rocArea().isPresent()) {
      ObjectNode object = json.createObjectNode();
      object.put("rows", study.rows().size());
      object.put("outliers", outliers);
      object.put("threshold", study.threshold());
      object.put("rocAuc", study.rocArea().getAsDouble());
      lines.append(object).append('\n');
    }
    out.print(lines);
    out.flush();
    String left = study.left() == 0 ? "" : ", " + study.left() + " rows left out";
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "%d rows, %d outliers above %.6g%s%n",
            study.rows().size(),
            outliers,
            study.threshold(),
            left);
  }
}
