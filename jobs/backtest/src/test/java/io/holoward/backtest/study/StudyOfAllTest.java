package io.holoward.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.backtest.Backtest;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.RecordedFleet;
import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.evaluation.Labels;
import io.holoward.backtest.study.StudyPlan.Transplant;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Without folds the study is a backtest of the recording by itself, and tells the same; but for
 * beacons, which no single connection is.
 */
class StudyOfAllTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "features.off=[beacon]",
        "features.off=[newServiceOrganisation, newServiceProcess, newNetworkOrganisation, portClass,"
            + " loopbackOutbound, loopbackInbound, beacon]"
      })
  void verdictsAndOutlierFactorsAreThoseOfTheBacktest(String rule) throws Exception {
    Path telemetry = HandMade.write(directory, 3, true);
    Labels labels = Labels.read(directory.resolve("labels.csv"), List.of());
    Configuration configuration = Configuration.of(rule, "population.min-records=20");
    Path backtest = directory.resolve("backtest");
    Backtest.run(
        new BacktestPlan(
            Optional.of(RecordedFleet.telemetry(telemetry)),
            RecordedFleet.telemetry(telemetry),
            configuration,
            1,
            backtest,
            Optional.empty(),
            List.of(),
            new Labelling(Optional.of(labels), List.of("background"), false)),
        BacktestProgress.NONE);
    Path study = directory.resolve("study");
    Study.run(
        new StudyPlan(
            RecordedFleet.telemetry(telemetry),
            labels,
            List.of("background"),
            Labs.ONE,
            List.of(FoldKind.NONE),
            Transplant.NONE,
            configuration,
            1,
            study),
        BacktestProgress.NONE);

    Map<String, String> expected = new TreeMap<>();
    for (JsonNode one : lines(backtest.resolve(AssessmentFiles.ASSESSMENTS))) {
      String source = one.path("source").path("name").asText();
      expected.put(
          Labels.withoutExtensions(source) + " " + one.path("source").path("position"),
          judgement(one));
    }
    Map<String, String> told = new TreeMap<>();
    for (JsonNode one : lines(study.resolve(StudyResult.RECORDS))) {
      told.put(one.path("scenario").asText() + " " + one.path("position"), judgement(one));
    }
    assertThat(told).hasSize(3 * 18).isEqualTo(expected);
  }

  private static List<JsonNode> lines(Path file) throws Exception {
    return Files.readAllLines(file).stream().map(StudyOfAllTest::json).toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String judgement(JsonNode one) {
    return one.path("verdict").asText()
        + (one.path("outlierFactor").isNumber()
            ? " %.9f of %.9f"
                .formatted(one.path("outlierFactor").asDouble(), one.path("threshold").asDouble())
            : "");
  }
}
