package io.holoward.backtest.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.backtest.ResultFiles;
import io.holoward.backtest.evaluation.AssessmentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFiguresTest {

  private static final String EVALUATION =
      """
      {"views": [
        {"name": "modelled", "auc": 0.1},
        {"name": "all", "auc": 0.9, "averagePrecision": null,
         "confusion": {"truePositives": 6, "falsePositives": 1, "falseNegatives": 2, "trueNegatives": 9},
         "precision": 0.86, "recall": 0.75, "falsePositiveRate": 0.1}]}
      """;

  @TempDir Path directory;

  @BeforeEach
  void finish() throws IOException {
    Files.writeString(
        directory.resolve(ResultFiles.SUMMARY),
        "{\"alarms\": 12, \"byVerdict\": {\"NORMAL\": 10, \"ABNORMAL\": 2}}");
    Files.writeString(directory.resolve(ResultFiles.RUN), "{\"hosts\": 2, \"hostDays\": 6}");
  }

  @Test
  void withoutLabelsTheyAreCountsAlone() throws IOException {
    assertThat(RunFigures.read(directory))
        .isEqualTo(new RunFigures(12, Map.of("NORMAL", 10L, "ABNORMAL", 2L), 2 / 6.0, null));
  }

  @Test
  void withLabelsTheyAreThoseOfAllUnits() throws IOException {
    Files.writeString(directory.resolve(AssessmentFiles.EVALUATION), EVALUATION);
    RunFigures figures = RunFigures.read(directory);
    assertThat(figures.alarmsPerHostDay()).isEqualTo(2 / 6.0);
    assertThat(figures.labelled())
        .isEqualTo(new RunFigures.Labelled(0.9, null, 6, 1, 2, 9, 0.86, 0.75, 0.1));
  }

  @Test
  void theFileOfASweepHasThemBesideTheSettings() throws IOException {
    Files.writeString(directory.resolve(AssessmentFiles.EVALUATION), EVALUATION);
    SweepResult result =
        SweepResult.of(
            List.of(SweepParameter.parse("threshold.k=2")),
            List.of(
                SweepResult.SweptRun.of(
                    Map.of("score.threshold.k", "2"), RunFigures.read(directory))));
    Path file = directory.resolve(SweepReplay.SWEEP);
    result.write(file);
    JsonNode written = new ObjectMapper().readTree(file.toFile());
    assertThat(written.get("labelled").asBoolean()).isTrue();
    JsonNode run = written.get("runs").get(0);
    assertThat(run.get("settings").toString()).isEqualTo("{\"score.threshold.k\":2}");
    assertThat(run.get("auc").asDouble()).isEqualTo(0.9);
    assertThat(run.get("averagePrecision").isNull()).isTrue();
    assertThat(run.get("trueNegatives").asLong()).isEqualTo(9);
  }

  @Test
  void aRecordingWithoutTimeHasNoAlarmsPerDay() throws IOException {
    Files.writeString(directory.resolve(ResultFiles.RUN), "{\"hosts\": 0, \"hostDays\": 0}");
    assertThat(RunFigures.read(directory).alarmsPerHostDay()).isNull();
  }
}
