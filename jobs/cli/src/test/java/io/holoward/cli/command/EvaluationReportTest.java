package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.backtest.evaluation.AssessmentFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {

  @TempDir Path folder;

  private String print() {
    StringWriter out = new StringWriter();
    EvaluationReport.print(folder, new PrintWriter(out, true));
    return out.toString();
  }

  @Test
  void theFiguresAreShownAndWhatIsNotDefinedIsADash() throws Exception {
    Files.writeString(
        folder.resolve(AssessmentFiles.EVALUATION),
        """
        {"labels": {"file": "l.csv", "background": ["background"], "labelled": 3, "unlabelled": 0,
                    "unmatched": 1200},
         "unit": "scenario, process instance and service", "hosts": 2, "days": 1.5,
         "alarmsPerHostDay": 0.333, "medianDelaySeconds": null,
         "views": [{"name": "all", "units": 1234, "positives": 5, "auc": 0.98765,
                    "aucInterval": [0.91, 0.999], "averagePrecision": 0.5,
                    "confusion": {"truePositives": 4, "falsePositives": 6, "falseNegatives": 1,
                                  "trueNegatives": 1223},
                    "precision": 0.4, "recall": 0.8, "falsePositiveRate": 0.005,
                    "roc": [], "pr": []},
                   {"name": "unmodelled", "units": 0, "positives": 0, "auc": null,
                    "aucInterval": null, "averagePrecision": null,
                    "confusion": {"truePositives": 0, "falsePositives": 0, "falseNegatives": 0,
                                  "trueNegatives": 0},
                    "precision": null, "recall": null, "falsePositiveRate": null,
                    "roc": [], "pr": []}],
         "byLabel": [{"label": "c2", "units": 5, "found": 4},
                     {"label": "relay", "units": 0, "found": 0}],
         "processes": [], "delays": [], "falsePositives": [], "misses": []}
        """);
    assertThat(print().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "all 1,234 5 0.988 0.910–0.999 0.500 4 6 0.400 0.800",
            "unmodelled 0 0 - - - 0 0 - -",
            "c2 5 4",
            "relay 0 0",
            "A label without units met no connection: it speaks of flows, or of what was not read.",
            "1,200 rows of the labels speak of sources that were not among the input.");
  }

  @Test
  void withoutLabelsThereIsNothingToShow() {
    assertThat(print()).isEmpty();
  }
}
