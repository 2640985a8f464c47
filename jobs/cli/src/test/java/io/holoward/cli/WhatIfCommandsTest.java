package io.holoward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.backtest.study.StudyResult;
import io.holoward.backtest.whatif.Change;
import io.holoward.backtest.whatif.ChangeCounts;
import io.holoward.backtest.whatif.ChangedFinding;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.backtest.whatif.ComparisonReplay.Candidate;
import io.holoward.backtest.whatif.RunFigures;
import io.holoward.backtest.whatif.Sweep;
import io.holoward.backtest.whatif.SweepReplay;
import io.holoward.backtest.whatif.SweepResult;
import io.holoward.cli.command.CompareCommand;
import io.holoward.cli.command.SweepCommand;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.engine.RunningJob;
import io.holoward.detection.configuration.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WhatIfCommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();
  private final RecordingEngine engine = new RecordingEngine();
  @TempDir private Path directory;

  @AfterEach
  void forgetTheLog() {
    System.clearProperty("holoward.log");
  }

  @Test
  void twoConfigurationsAreRunOverOneRecording() throws IOException {
    Path a = configuration("a", "score: {threshold: {k: 3}}");
    Path b = configuration("b", "score: {threshold: {k: 2}}");
    int code =
        compare(
            "--a",
            a,
            "--b",
            b,
            "--learn",
            "old",
            "--input",
            "new",
            "--set",
            "alarm.raise=every",
            "--out",
            directory.resolve("out"));
    assertThat(error.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(engine.candidates)
        .extracting(Candidate::configuration)
        .containsExactly(
            Configuration.of("score.threshold.k=3", "alarm.raise=every"),
            Configuration.of("score.threshold.k=2", "alarm.raise=every"));
    assertThat(engine.plan.input().names()).containsExactly("new");
    assertThat(engine.plan.learn().orElseThrow().names()).containsExactly("old");
  }

  @Test
  void aComparisonShowsProcessesThenTheLargestChanges() throws IOException {
    Path a = configuration("a", "");
    compare("--a", a, "--b", a, "--input", "x", "--out", directory.resolve("out"));
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("score\\.threshold\\.k +3\\.0 +2\\.0"))
        .anyMatch(line -> line.matches("p\\.exe +0 +0 +1 +1,200"))
        .noneMatch(line -> line.startsWith("unchanged.exe"))
        .anyMatch(line -> line.matches("all +0 +0 +1 +1,205"))
        .anyMatch(
            line -> line.matches("moved +1,200 +NORMAL 45\\.0 +ABNORMAL 52\\.0 +ws-1 +p\\.exe.*"))
        .anyMatch(line -> line.contains(Comparison.FILE))
        .anyMatch(line -> line.contains("report.html; open it in a browser"));
  }

  @Test
  void aConfigurationIsNotComparedWithAResult() throws IOException {
    Path a = configuration("a", "");
    assertThat(compare("--a", a, "--b", directory, "--out", directory.resolve("out"))).isEqualTo(2);
    assertThat(error.toString()).contains("--a and --b have to be of one kind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--input x",
        "--from-kafka",
        "--from-time 2026-01-05T08:00:00Z",
        "--learn x",
        "--learn-until 2026-01-05T08:00:00Z",
        "--process-table x",
        "--labels x",
        "--set alarm.raise=every"
      })
  void finishedRunsTakeNothingThatDecidesARun(String option) {
    List<Object> arguments =
        new ArrayList<>(List.of("--a", directory, "--b", directory, "--out", directory));
    arguments.addAll(List.of(option.split(" ")));
    assertThat(compare(arguments.toArray())).isEqualTo(2);
    assertThat(error.toString()).contains("has no place there; name two configurations (YAML)");
  }

  @Test
  void aDirectoryWithoutResultsIsRefused() {
    assertThat(compare("--a", directory, "--b", directory, "--out", directory)).isEqualTo(2);
    assertThat(error.toString()).contains("expected the --out directory of a backtest");
  }

  @Test
  void configurationsNeedAnInput() throws IOException {
    Path a = configuration("a", "");
    assertThat(compare("--a", a, "--b", a, "--out", directory.resolve("new"))).isEqualTo(2);
    assertThat(error.toString()).contains("--input PATH or --from-kafka says what to score");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void aSweepSaysWhichKeysItIsAndShowsEachRun() {
    int code =
        sweep("--sweep", "threshold.k=2:3:0.5", "--input", "x", "--keep", "--out", directory);
    assertThat(error.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(engine.sweep.runs()).hasSize(3);
    assertThat(engine.keepAll).isTrue();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.equals("score.threshold.k: 2, 2.5, 3"))
        .anyMatch(line -> line.matches(" *score\\.threshold\\.k +alarms +ABNORMAL .*"))
        .anyMatch(line -> line.matches(" *2\\.5 +1,200 +7 +0 +1,193 +0\\.250 .*0\\.900 .*"));
  }

  @Test
  void aWrongSweepIsRefusedBeforeAnythingIsWritten() {
    Path there = directory.resolve("new");
    assertThat(sweep("--sweep", "threshold.k=x", "--input", "x", "--out", there)).isEqualTo(2);
    assertThat(error.toString())
        .contains("--sweep score.threshold.k=x: expected a number > 0")
        .doesNotContain("Exception");
    assertThat(there).doesNotExist();
  }

  private Path configuration(String name, String yaml) throws IOException {
    return Files.writeString(directory.resolve(name + ".yaml"), yaml);
  }

  private int compare(Object... arguments) {
    return execute(new CompareCommand(engine), arguments);
  }

  private int sweep(Object... arguments) {
    return execute(new SweepCommand(engine), arguments);
  }

  private int execute(Object command, Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return new CommandLine(command)
        .setParameterExceptionHandler(new Failures())
        .setExecutionExceptionHandler(new Failures())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(error, true))
        .execute(words.toArray(String[]::new));
  }

  /** Notes what it is asked for, and answers with figures of its own. */
  private static final class RecordingEngine implements Engine {
    private List<Candidate> candidates;
    private Sweep sweep;
    private BacktestPlan plan;
    private boolean keepAll;

    @Override
    public RunningJob start(Configuration configuration, Path directory, Optional<Path> flinkConf) {
      throw new AssertionError("no test starts a job");
    }

    @Override
    public void backtest(BacktestPlan plan, BacktestProgress progress) {
      throw new AssertionError("no test runs a single backtest");
    }

    @Override
    public StudyResult evaluate(StudyPlan plan, BacktestProgress progress) {
      throw new AssertionError("no test here evaluates");
    }

    @Override
    public Comparison compare(
        Candidate a, Candidate b, BacktestPlan plan, BacktestProgress progress) throws IOException {
      Files.writeString(plan.out().resolve(Comparison.FILE), "{}");
      this.candidates = List.of(a, b);
      this.plan = plan;
      return new Comparison(
          new Comparison.Side(a.name(), Map.of("score.threshold.k", "3.0")),
          new Comparison.Side(b.name(), Map.of("score.threshold.k", "2.0")),
          new ChangeCounts(0, 0, 1, 1205),
          List.of(
              new Comparison.ProcessChanges("p.exe", new ChangeCounts(0, 0, 1, 1200)),
              new Comparison.ProcessChanges("unchanged.exe", new ChangeCounts(0, 0, 0, 5))),
          List.of(
              new Comparison.LargestChange(
                  new ChangedFinding(
                      Change.MOVED,
                      "ws-1",
                      "p.exe",
                      List.of("f"),
                      new ChangedFinding.Judged("NORMAL", 45.0, "u"),
                      new ChangedFinding.Judged("ABNORMAL", 52.0, "v"),
                      "p.exe on ws-1 made an outbound connection",
                      null),
                  1200)));
    }

    @Override
    public SweepResult sweep(
        Sweep sweep, BacktestPlan plan, boolean keepAll, BacktestProgress progress)
        throws IOException {
      Files.writeString(plan.out().resolve(SweepReplay.SWEEP), "{\"runs\": []}");
      this.sweep = sweep;
      this.keepAll = keepAll;
      RunFigures.Labelled labelled =
          new RunFigures.Labelled(0.9, 0.5, 6, 1, 2, 91, null, 0.75, 0.01);
      RunFigures figures =
          new RunFigures(1200, Map.of("ABNORMAL", 7L, "NORMAL", 1193L), 0.25, labelled);
      return new SweepResult(
          List.of(new SweepResult.Parameter("score.threshold.k", List.of())),
          true,
          List.of(
              new SweepResult.SweptRun(
                  Map.of("score.threshold.k", new BigDecimal("2.5")), figures)));
    }
  }
}
