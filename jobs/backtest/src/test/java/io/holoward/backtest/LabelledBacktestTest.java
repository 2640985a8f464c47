package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.backtest.evaluation.Confusion;
import io.holoward.backtest.evaluation.Evaluation;
import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.evaluation.Labels;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated fleet of {@link BacktestTest}, with labels. */
class LabelledBacktestTest {

  @TempDir static Path directory;

  private static Path learn;
  private static Path input;
  private static Path plain;
  private static Path labels;
  private static BacktestSummary without;
  private static Path labelled;
  private static BacktestSummary with;

  @BeforeAll
  static void replay() throws Exception {
    RecordedFleet fleet = RecordedFleet.simulate(42);
    learn = RecordedFleet.write(directory.resolve("learn.jsonl"), fleet.learn().lines());
    input = RecordedFleet.write(directory.resolve("input.jsonl"), fleet.input().lines());
    plain = directory.resolve("plain");
    without = run(Labelling.NONE, 2, plain);
    labels = labels(fleet.input().labels());
    labelled = directory.resolve("labelled");
    with =
        run(
            new Labelling(Optional.of(Labels.read(labels, List.of())), List.of(), false),
            2,
            labelled);
  }

  private static BacktestSummary run(Labelling labelling, int parallelism, Path out, String... set)
      throws Exception {
    return Backtest.run(
        new BacktestPlan(
            Optional.of(RecordedFleet.telemetry(learn)),
            RecordedFleet.telemetry(input),
            Configuration.of(set),
            parallelism,
            out,
            Optional.empty(),
            List.of(),
            labelling),
        BacktestProgress.NONE);
  }

  /** What the simulator says its attacks did. */
  private static Path labels(Map<Integer, String> labels) throws Exception {
    List<String> rows = new ArrayList<>(List.of("source,position,label"));
    labels.forEach((line, label) -> rows.add("input," + line + "," + label));
    assertThat(rows).hasSizeGreaterThan(1);
    return Files.write(directory.resolve("labels.csv"), rows);
  }

  @Test
  void findingsStatesAndCountsAreTheSameWithAssessmentsAndWithout() throws Exception {
    assertThat(RecordedFleet.judgements(labelled)).isEqualTo(RecordedFleet.judgements(plain));
    assertThat(with.records()).isEqualTo(without.records());
    assertThat(with.processes()).isEqualTo(without.processes());
    assertThat(with.protectedProcesses()).isEqualTo(without.protectedProcesses());
    assertThat(with.connections()).isEqualTo(without.connections());
    assertThat(Files.readString(labelled.resolve(ResultFiles.INTENDED_STATES)))
        .isEqualTo(Files.readString(plain.resolve(ResultFiles.INTENDED_STATES)));
    assertThat(plain.resolve(AssessmentFiles.ASSESSMENTS)).doesNotExist();
  }

  @Test
  void atAnyParallelismTheAssessmentsAreTheSame() throws Exception {
    Path alone = directory.resolve("alone");
    run(new Labelling(Optional.empty(), List.of(), true), 1, alone);
    assertThat(RecordedFleet.judgements(alone)).isEqualTo(RecordedFleet.judgements(plain));
    assertThat(assessments(alone)).isEqualTo(assessments(labelled));
    assertThat(alone.resolve(AssessmentFiles.EVALUATION)).doesNotExist();
  }

  /** Without labels, in an order of their own. */
  private static List<String> assessments(Path out) throws Exception {
    return RecordedFleet.records(out, AssessmentFiles.ASSESSMENTS).stream()
        .map(one -> one.toString().replaceFirst("\"label\":.*", ""))
        .sorted()
        .toList();
  }

  @Test
  void aFindingHasTheScoreOfTheAssessmentOfItsRecord() throws Exception {
    Map<Long, JsonNode> assessed = new HashMap<>();
    for (JsonNode one : RecordedFleet.records(labelled, AssessmentFiles.ASSESSMENTS)) {
      assertThat(assessed.put(one.path("source").path("position").asLong(), one))
          .as("a connection is assessed once")
          .isNull();
    }
    List<JsonNode> alarms = RecordedFleet.alarms(labelled);
    assertThat(alarms).isNotEmpty();
    for (JsonNode alarm : alarms) {
      JsonNode one = assessed.get(alarm.path("source").path("position").asLong());
      assertThat(one.get("verdict").asText()).isEqualTo(alarm.get("verdict").asText());
      assertThat(one.path("score").asDouble(-1)).isEqualTo(alarm.path("score").asDouble(-1));
      assertThat(one.get("instance").asText())
          .isEqualTo(alarm.path("processInstance").path("key").asText());
    }
    assertThat((long) assessed.size()).isGreaterThanOrEqualTo(with.records());
  }

  @Test
  void theEvaluationCountsTheLabelledAttacks() throws Exception {
    Evaluation evaluation = Evaluation.read(labelled.resolve(AssessmentFiles.EVALUATION));
    assertThat(evaluation.labels().unmatched()).isZero();
    assertThat(evaluation.views().get(0).positives()).isPositive();
    assertThat(evaluation.views().get(0).auc()).isGreaterThan(0.9);
    assertThat(evaluation.hosts()).isEqualTo(10);
    assertThat(evaluation.delays()).isNotEmpty().allMatch(delay -> delay.delaySeconds() != null);
    assertThat(RecordedFleet.records(labelled, AssessmentFiles.ASSESSMENTS))
        .filteredOn(one -> !one.path("label").asText().equals("background"))
        .hasSize((int) evaluation.labels().labelled());
  }

  @Test
  void whatIsLearnedInTheOnlyPassIsToldToNobody() throws Exception {
    Path out = directory.resolve("single-pass");
    Backtest.run(
        new BacktestPlan(
            Optional.empty(),
            RecordedFleet.telemetry(learn, input),
            Configuration.of(
                "promotion.seal-at=" + RecordedFleet.ATTACKED,
                "population.ready-at=" + RecordedFleet.ATTACKED),
            2,
            out,
            Optional.empty(),
            List.of(),
            new Labelling(Optional.of(Labels.read(labels, List.of())), List.of(), false)),
        BacktestProgress.NONE);
    List<JsonNode> learned =
        RecordedFleet.records(out, AssessmentFiles.ASSESSMENTS).stream()
            .filter(one -> !one.get("judged").asBoolean())
            .toList();
    assertThat(learned)
        .isNotEmpty()
        .allMatch(one -> one.get("verdict").asText().equals("UNMODELLED"));
    assertThat(RecordedFleet.alarms(out))
        .isNotEmpty()
        .allMatch(
            alarm ->
                !Instant.parse(alarm.get("eventTime").asText()).isBefore(RecordedFleet.ATTACKED));
    // One finding stands for many services, so processes are compared and not their numbers.
    List<JsonNode> told =
        RecordedFleet.records(out, AssessmentFiles.ASSESSMENTS).stream()
            .filter(LabelledBacktestTest::isTold)
            .toList();
    assertThat(processes(told))
        .isEqualTo(
            processes(
                RecordedFleet.alarms(out).stream()
                    .filter(alarm -> !alarm.get("verdict").asText().equals("NORMAL"))
                    .toList()));
    Confusion all =
        Evaluation.read(out.resolve(AssessmentFiles.EVALUATION)).views().get(0).confusion();
    assertThat(all.truePositives()).isPositive();
    assertThat(all.truePositives() + all.falsePositives())
        .isEqualTo(told.stream().map(LabelledBacktestTest::unit).distinct().count());
  }

  private static boolean isTold(JsonNode assessed) {
    String verdict = assessed.get("verdict").asText();
    boolean deviates = verdict.equals("ABNORMAL") && !assessed.get("known").asBoolean();
    return assessed.get("judged").asBoolean() && (deviates || verdict.equals("UNMODELLED"));
  }

  private static Set<String> processes(List<JsonNode> records) {
    return records.stream()
        .map(record -> record.get("processId").asText())
        .collect(Collectors.toSet());
  }

  private static List<String> unit(JsonNode assessed) {
    return List.of(
        assessed.path("source").get("name").asText(),
        assessed.get("instance").asText(),
        assessed.get("direction").asText(),
        assessed.get("protocol").asText(),
        assessed.get("service").toString());
  }

  @Test
  void aDirectoryUsedAgainHoldsNothingOfTheEarlierRun() throws Exception {
    Path out = Files.createDirectories(directory.resolve("used-again"));
    List<String> stale =
        List.of(
            "evaluation.json", "assessments.jsonl", "sweep.json", "comparison.json", "report.html");
    for (String name : stale) {
      Files.writeString(out.resolve(name), "{}");
    }
    run(Labelling.NONE, 2, out);
    assertThat(stale).noneMatch(name -> Files.exists(out.resolve(name)));
    assertThat(out.resolve(ResultFiles.SUMMARY)).exists();
  }

  @Test
  void onlyConnectionsOfTheNamedLabelsAreLearned() throws Exception {
    Path file =
        Files.write(
            directory.resolve("first.csv"),
            List.of("source,position,label", "learn,1,background", "learn,2,background"));
    Path out = directory.resolve("hardly-learned");
    BacktestSummary summary =
        run(
            new Labelling(Optional.of(Labels.read(file, List.of())), List.of("background"), false),
            2,
            out);
    assertThat(summary.learning().leftOut()).isPositive();
    assertThat(summary.learning().read() + summary.learning().leftOut())
        .isEqualTo(with.learning().read());
    assertThat(summary.learning().records()).isLessThanOrEqualTo(2);
    assertThat(summary.protectedProcesses()).isZero();
    assertThat(summary.read()).isEqualTo(with.read());
  }

  @Test
  void theRecordOfAWholeWindowChangesNothingElseEither() throws Exception {
    Path off = directory.resolve("window-off");
    Path on = directory.resolve("window-on");
    BacktestSummary unassessed = run(Labelling.NONE, 2, off, "record=window");
    BacktestSummary assessed =
        run(new Labelling(Optional.empty(), List.of(), true), 2, on, "record=window");
    assertThat(RecordedFleet.judgements(on)).isEqualTo(RecordedFleet.judgements(off));
    assertThat(assessed.processes()).isEqualTo(unassessed.processes());
    assertThat(on.resolve(AssessmentFiles.ASSESSMENTS)).isNotEmptyFile();
  }
}
