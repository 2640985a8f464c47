package io.holoward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.evaluation.Evaluation.Cause;
import io.holoward.backtest.evaluation.Evaluation.Example;
import io.holoward.backtest.evaluation.Evaluation.Place;
import io.holoward.backtest.evaluation.Evaluation.Service;
import io.holoward.backtest.study.FoldKind;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.backtest.study.StudyPlan.Transplant;
import io.holoward.backtest.study.StudyResult;
import io.holoward.backtest.study.StudyResult.Alarms;
import io.holoward.backtest.study.StudyResult.Figure;
import io.holoward.backtest.study.StudyResult.Group;
import io.holoward.backtest.study.StudyResult.Rate;
import io.holoward.backtest.study.StudyResult.Row;
import io.holoward.backtest.study.StudyResult.Share;
import io.holoward.backtest.study.StudyResult.Table;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.backtest.whatif.ComparisonReplay.Candidate;
import io.holoward.backtest.whatif.Sweep;
import io.holoward.backtest.whatif.SweepResult;
import io.holoward.cli.command.EvaluateCommand;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.engine.RunningJob;
import io.holoward.detection.configuration.Configuration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();
  private final StudiedEngine engine = new StudiedEngine();
  @TempDir private Path directory;
  private Path labels;

  @BeforeEach
  void label() throws Exception {
    labels = Files.writeString(directory.resolve("labels.csv"), "scenario,line,label\na,1,c2\n");
  }

  @AfterEach
  void forgetTheLog() {
    System.clearProperty("holoward.log");
  }

  private int evaluate(Object... more) {
    List<String> arguments = new ArrayList<>(List.of("--input", "telemetry"));
    for (Object argument : more) {
      arguments.add(argument.toString());
    }
    return new CommandLine(new EvaluateCommand(engine))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new Failures())
        .setExecutionExceptionHandler(new Failures())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(error, true))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void whatTheOptionsSayIsEvaluated() throws Exception {
    Path split = Files.writeString(directory.resolve("split.csv"), "scenario,lab\na,x\n");
    int code =
        evaluate(
            "--labels", labels,
            "--split", split,
            "--fold", "scenario,lab",
            "--fold", "half",
            "--transplant", "svchost.exe,System",
            "--transplant-labels", "c2",
            "--set", "score.threshold.k=2.5",
            "--out", directory.resolve("out"));
    assertThat(error.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(engine.plan.folds()).containsExactly(FoldKind.SCENARIO, FoldKind.LAB, FoldKind.HALF);
    assertThat(engine.plan.transplant())
        .isEqualTo(new Transplant(List.of("svchost.exe", "System"), List.of("c2")));
    assertThat(engine.plan.learnLabels()).containsExactly("background");
    assertThat(engine.plan.configuration()).isEqualTo(Configuration.of("score.threshold.k=2.5"));
    assertThat(engine.plan.input().names()).containsExactly("telemetry");
  }

  @Test
  void withoutMoreEachScenarioIsScoredByTheOthersAndNothingIsTransplanted() {
    assertThat(evaluate("--labels", labels, "--out", directory.resolve("out"))).isZero();
    assertThat(engine.plan.folds()).containsExactly(FoldKind.SCENARIO);
    assertThat(engine.plan.transplant().processes()).isEmpty();
    assertThat(engine.plan.transplant().labels()).containsExactly("c2", "agent", "tool");
  }

  @Test
  void theTablesAreShownAndWhatIsNotDefinedIsADash() {
    evaluate("--labels", labels, "--out", directory.resolve("out"));
    assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "2,420 connections of 85 scenarios; 3 without a label count for nothing.",
            "== --fold scenario: in words (85 folds)",
            "modelled 1,000 40 0.970 0.950–0.990 0.500 38 95.0 90–100 12 1.3 0.5–2.0",
            "unmodelled 5 0 - - - 0 - - 0 0.0 -",
            "every 95.0 - 0.190 7.000",
            "Processes without a model: 1.000 findings per host-hour.",
            "14 1 dns.exe shows what is rare.");
  }

  @Test
  void labelsAndResultsHaveToBeNamed() {
    assertThat(evaluate("--out", directory.resolve("out"))).isEqualTo(2);
    assertThat(error.toString()).contains("--labels");
    assertThat(evaluate("--labels", labels)).isEqualTo(2);
    assertThat(error.toString()).contains("Missing option: --out DIR says where the results go");
  }

  @Test
  void aFoldThatDoesNotExistIsRefused() {
    int code = evaluate("--labels", labels, "--fold", "weekday", "--out", directory.resolve("out"));
    assertThat(code).isEqualTo(2);
    assertThat(error.toString()).contains("weekday");
  }

  @Test
  void aSplitFileThatIsNotThereIsTold() {
    int code =
        evaluate(
            "--labels", labels,
            "--split", directory.resolve("absent.csv"),
            "--out", directory.resolve("out"));
    assertThat(code).isEqualTo(2);
    assertThat(error.toString()).contains("no such split file").contains("check the path");
  }

  /** Remembers what it was asked for, and has an answer ready. */
  private static final class StudiedEngine implements Engine {
    private StudyPlan plan;

    @Override
    public StudyResult evaluate(StudyPlan asked, BacktestProgress progress) {
      plan = asked;
      Row modelled =
          new Row(
              "modelled",
              1_000,
              new Figure(0.97, List.of(0.95, 0.99)),
              0.5,
              new Share(38, 40, new Figure(0.95, List.of(0.9, 1.0))),
              new Share(12, 960, new Figure(0.0125, List.of(0.005, 0.02))));
      Row unmodelled =
          new Row(
              "unmodelled",
              5,
              new Figure(null, null),
              null,
              new Share(0, 0, new Figure(null, null)),
              new Share(0, 5, new Figure(0.0, null)));
      List<Row> rows = List.of(modelled, unmodelled);
      Cause cause =
          new Cause(
              "dns.exe shows what is rare.",
              "dns.exe",
              List.of(),
              14,
              1,
              new Example(new Place("a", 1), "ws", new Service("10.0.0.1", 53), 51.0));
      return new StudyResult(
          "labels.csv",
          2_420,
          3,
          85,
          List.of(
              new Table(
                  "scenario",
                  "in words",
                  85,
                  rows,
                  List.of(new Group("lab", rows)),
                  rows,
                  rows,
                  new Alarms(210, List.of(new Rate("every", 0.95, null, 40, 0.19, 1470, 7.0)), 1.0),
                  List.of(cause),
                  List.of(),
                  List.of())));
    }

    @Override
    public RunningJob start(Configuration configuration, Path work, Optional<Path> flinkConf) {
      throw new AssertionError("an evaluation starts no job of its own");
    }

    @Override
    public void backtest(BacktestPlan plan, BacktestProgress progress) {
      throw new AssertionError("an evaluation is no backtest");
    }

    @Override
    public Comparison compare(
        Candidate a, Candidate b, BacktestPlan plan, BacktestProgress progress) {
      throw new AssertionError("an evaluation compares nothing");
    }

    @Override
    public SweepResult sweep(
        Sweep sweep, BacktestPlan plan, boolean keepAll, BacktestProgress progress) {
      throw new AssertionError("an evaluation sweeps nothing");
    }
  }
}
