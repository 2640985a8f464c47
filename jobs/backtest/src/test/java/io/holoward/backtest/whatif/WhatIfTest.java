package io.holoward.backtest.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.Backtest;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.BacktestSummary;
import io.holoward.backtest.RecordedFleet;
import io.holoward.backtest.ResultFiles;
import io.holoward.backtest.whatif.ComparisonReplay.Candidate;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two configurations, and many, over one recording of a simulated fleet. */
class WhatIfTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every first sighting is a finding, so that runs differ by their judgement alone. */
  private static final String EVERY = "alarm.raise=every";

  @TempDir static Path directory;

  private static Path learn;
  private static Path input;

  @BeforeAll
  static void record() throws Exception {
    RecordedFleet fleet = RecordedFleet.simulate(42);
    learn = RecordedFleet.write(directory.resolve("learn.jsonl"), fleet.learn().lines());
    input = RecordedFleet.write(directory.resolve("input.jsonl"), fleet.input().lines());
  }

  @Test
  void aLowerThresholdMovesFindingsFromNormalToAbnormalAndNothingElse() throws Exception {
    Path out = directory.resolve("lower");
    Configuration strict = Configuration.of(EVERY, "score.threshold.k=4");
    Configuration wary = Configuration.of(EVERY, "score.threshold.k=1");

    Comparison comparison =
        ComparisonReplay.run(
            new Candidate("strict.yaml", strict),
            new Candidate("wary.yaml", wary),
            plan(strict, out),
            BacktestProgress.NONE);

    assertThat(comparison.counts().gained()).isZero();
    assertThat(comparison.counts().lost()).isZero();
    List<JsonNode> crossed = new ArrayList<>();
    for (JsonNode finding : comparisonFile(out).get("findings")) {
      if (!verdict(finding, "a").equals(verdict(finding, "b"))) {
        crossed.add(finding);
      }
    }
    assertThat(crossed)
        .isNotEmpty()
        .allMatch(f -> verdict(f, "a").equals("NORMAL") && verdict(f, "b").equals("ABNORMAL"));
    assertThat(abnormal(out.resolve("b")) - abnormal(out.resolve("a"))).isEqualTo(crossed.size());
    assertThat(comparison.b().configurationDifferences()).containsOnlyKeys("score.threshold.k");
  }

  @Test
  void sharedIntendedStatesAreToldByTheRulesOfEachRun() throws Exception {
    Path out = directory.resolve("shared");
    Configuration wary = Configuration.of("score.threshold.k=4");
    ComparisonReplay.run(
        new Candidate("a", Configuration.of("score.threshold.k=1")),
        new Candidate("b", wary),
        plan(wary, out),
        BacktestProgress.NONE);
    Path single = directory.resolve("alone");
    Backtest.run(plan(wary, single), BacktestProgress.NONE);

    Path states = Path.of(ResultFiles.INTENDED_STATES);
    assertThat(out.resolve("b").resolve(states)).hasSameTextualContentAs(single.resolve(states));
    assertThat(Files.readString(out.resolve("a").resolve(states)))
        .isNotEqualTo(Files.readString(out.resolve("b").resolve(states)));
    JsonNode first = summary(out.resolve("a"));
    JsonNode second = summary(out.resolve("b"));
    assertThat(first.get("eventsPerSecond").asDouble() * first.get("durationSeconds").asDouble())
        .as("what was read in the time")
        .isCloseTo(first.at("/read").asLong() + first.at("/learning/read").asLong(), within(0.5));
    assertThat(second.get("eventsPerSecond").asDouble() * second.get("durationSeconds").asDouble())
        .as("the second did not learn again")
        .isCloseTo(second.at("/read").asLong(), within(0.5));
  }

  private static JsonNode summary(Path result) throws IOException {
    return JSON.readTree(result.resolve(ResultFiles.SUMMARY).toFile());
  }

  @Test
  void whatIsNoLongerRaisedIsLost() throws Exception {
    Path out = directory.resolve("raise");
    Configuration every = Configuration.of(EVERY);
    Comparison comparison =
        ComparisonReplay.run(
            new Candidate("every", every),
            new Candidate("deviation", Configuration.of()),
            plan(every, out),
            BacktestProgress.NONE);
    assertThat(comparison.counts().gained()).isZero();
    assertThat(comparison.counts().moved()).isZero();
    assertThat(comparison.counts().lost()).isPositive();
    assertThat(comparison.counts().same()).isEqualTo(RecordedFleet.alarms(out.resolve("b")).size());
  }

  @Test
  void aRunIsTheSameAsItself() throws Exception {
    Path out = directory.resolve("single");
    Backtest.run(plan(Configuration.of(EVERY), out), BacktestProgress.NONE);
    FinishedRun run = FinishedRun.open("single", out);
    Comparison comparison = Comparison.of(run, run, directory.resolve("itself"));
    assertThat(comparison.counts())
        .isEqualTo(new ChangeCounts(0, 0, 0, RecordedFleet.alarms(out).size()));
  }

  @Test
  void configurationsThatReadDifferentlyAreRefusedBeforeAnythingRuns() {
    Configuration a = Configuration.of("organisation=one");
    Candidate other = new Candidate("b", Configuration.of("organisation=two"));
    Path out = directory.resolve("refused");
    assertThatThrownBy(
            () ->
                ComparisonReplay.run(
                    new Candidate("a", a), other, plan(a, out), BacktestProgress.NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("organisation decides how, but a has one and b two");
    assertThat(out).doesNotExist();
  }

  @Test
  void aSweepGivesWhatSingleBacktestsGive() throws Exception {
    Path out = directory.resolve("sweep");
    Path stale = Files.createDirectories(out.resolve("runs/09")).resolve("evaluation.json");
    Files.writeString(stale, "{}");
    Files.writeString(out.resolve(ResultFiles.SUMMARY), "{}");
    Sweep sweep = sweep("states.removal=none,ss", "threshold.k=1.5,4");
    SweepResult result =
        SweepReplay.run(sweep, plan(sweep.base(), out), false, BacktestProgress.NONE);

    assertThat(result.runs()).hasSize(4);
    assertThat(stale).as("of a larger sweep before").doesNotExist();
    assertThat(out.resolve(ResultFiles.SUMMARY)).doesNotExist();
    assertThat(result.runs().stream().map(run -> run.figures().byVerdict()).distinct())
        .as("settings matter")
        .hasSizeGreaterThan(2);
    for (int i = 0; i < 4; i++) {
      Path single = directory.resolve("single-" + i);
      BacktestSummary summary =
          Backtest.run(plan(sweep.runs().get(i).configuration(), single), BacktestProgress.NONE);
      Path swept = out.resolve("runs").resolve("0" + (i + 1));
      assertThat(RecordedFleet.judgements(swept)).isEqualTo(RecordedFleet.judgements(single));
      assertThat(counts(swept)).isEqualTo(counts(single));
      assertThat(result.runs().get(i).figures().alarms()).isEqualTo(summary.alarms());
      assertThat(result.runs().get(i).figures().byVerdict()).isEqualTo(summary.byVerdict());
    }
  }

  /** The summary without what takes another time each time. */
  private static JsonNode counts(Path result) throws IOException {
    JsonNode summary = summary(result);
    List<String> timing = List.of("durationSeconds", "eventsPerSecond");
    ((ObjectNode) summary).remove(timing);
    ((ObjectNode) summary.get("learning")).remove(timing);
    return summary;
  }

  @Test
  void aSweepLeavesFiguresAndAlarmsOfEachRunAndItsSettings() throws Exception {
    Path out = directory.resolve("left");
    Sweep sweep = sweep("threshold.k=2,3");
    SweepReplay.run(sweep, plan(sweep.base(), out), false, BacktestProgress.NONE);
    try (Stream<Path> files = Files.list(out.resolve("runs").resolve("02"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ResultFiles.RUN,
              ResultFiles.CONFIGURATION,
              ResultFiles.SUMMARY,
              ResultFiles.SCORED_ALARMS);
    }
    assertThat(out).isDirectoryNotContaining("glob:**.work*");
    JsonNode run = JSON.readTree(out.resolve("runs").resolve("02").resolve("run.json").toFile());
    assertThat(run.get("settings").toString()).isEqualTo("{\"score.threshold.k\":3}");
    JsonNode file = JSON.readTree(out.resolve(SweepReplay.SWEEP).toFile());
    assertThat(file.get("parameters").toString())
        .isEqualTo("[{\"key\":\"score.threshold.k\",\"values\":[2,3]}]");
    assertThat(file.get("labelled").asBoolean()).isFalse();
    JsonNode second = file.get("runs").get(1);
    assertThat(second.get("settings").get("score.threshold.k").asInt()).isEqualTo(3);
    assertThat(second.has("auc")).isFalse();
    double hostDays = run.get("hostDays").asDouble();
    assertThat(second.get("alarmsPerHostDay").asDouble())
        .isEqualTo(
            (second.get("alarms").asLong() - second.get("byVerdict").path("NORMAL").asLong())
                / hostDays);
    assertThat(run.get("hosts").asInt()).isEqualTo(10);
    assertThat(hostDays).isEqualTo(10);
  }

  @Test
  void everythingIsReadOnceAndLearnedOnceWhereOnlyScoringIsSwept() throws Exception {
    List<String> steps = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    BacktestProgress told =
        (step, done, total) -> {
          if (step.endsWith("reading") && !steps.contains(step)) {
            steps.add(step);
          }
          if (step.equals("3 runs")) {
            shares.add((double) done / total);
          }
        };
    Path out = directory.resolve("progress");
    Sweep sweep = sweep("threshold.k=2:4:1");
    SweepReplay.run(sweep, plan(sweep.base(), out), false, told);
    assertThat(steps).containsExactly("learning: reading", "scoring: reading");
    assertThat(shares).isSorted().endsWith(1.0);
    assertThat(shares.stream().filter(share -> Math.abs(share - 1.0 / 3) < 1e-9)).isNotEmpty();
  }

  private static Sweep sweep(String... parameters) {
    return Sweep.of(
        Stream.of(parameters).map(SweepParameter::parse).toList(), Configuration.of(EVERY));
  }

  private static BacktestPlan plan(Configuration configuration, Path out) {
    return new BacktestPlan(
        Optional.of(RecordedFleet.telemetry(learn)),
        RecordedFleet.telemetry(input),
        configuration,
        2,
        out,
        List.of());
  }

  private static JsonNode comparisonFile(Path out) throws IOException {
    return JSON.readTree(out.resolve(Comparison.FILE).toFile());
  }

  private static String verdict(JsonNode finding, String run) {
    return finding.get(run).path("verdict").asText();
  }

  private static long abnormal(Path out) throws IOException {
    return RecordedFleet.alarms(out).stream()
        .filter(alarm -> alarm.get("verdict").asText().equals("ABNORMAL"))
        .count();
  }
}
