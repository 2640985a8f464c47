package io.holoward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.backtest.study.StudyResult;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.backtest.whatif.ComparisonReplay.Candidate;
import io.holoward.backtest.whatif.Sweep;
import io.holoward.backtest.whatif.SweepResult;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.engine.RunningJob;
import io.holoward.detection.configuration.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HolowardTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();
  private final RecordingEngine engine = new RecordingEngine();
  @TempDir private Path directory;

  @AfterEach
  void forgetTheLog() {
    System.clearProperty("holoward.log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "backtest",
        "evaluate",
        "replay",
        "run",
        "backtest compare",
        "backtest sweep",
        "backtest report",
        "simulate",
        "canary",
        "control",
        "outliers",
        "states",
        "states export",
        "states import",
        "savepoint",
        "savepoint show",
        "savepoint check",
        "savepoint create",
        "candidates",
        "topics",
        "topics create",
        "topics acls",
        "benchmark",
        "database",
        "database create",
        "config",
        "config check",
        "config show"
      })
  void everyCommandHasHelp(String command) {
    String[] words = (command + " --help").strip().split(" ");
    assertThat(execute(words)).isZero();
    assertThat(out.toString()).startsWith(("Usage: holoward " + command).strip());
    assertThat(error.toString()).isEmpty();
  }

  @Test
  void withoutACheckoutBenchmarksSayWhereTheyRun() {
    assertThat(execute("benchmark", "--quick", "--only", "kernel")).isEqualTo(2);
    assertThat(error.toString().lines())
        .singleElement()
        .asString()
        .contains("run from a source checkout", "bin/holoward benchmark");
  }

  @Test
  void anUnknownOptionIsOneLineAndAHint() {
    assertThat(execute("backtest", "--inputt", "x")).isEqualTo(2);
    assertThat(error.toString().lines())
        .containsExactly(
            "holoward: Unknown option: '--inputt'",
            "Did you mean --input?",
            "Try \"holoward backtest --help\" for what it takes.");
  }

  @Test
  void theTableOfScoredAlarmsIsPrintedOrNeedsADatabase() {
    assertThat(execute("database", "create", "--print", "--set", "database.table=soc.alarms"))
        .isZero();
    assertThat(out.toString())
        .contains("CREATE TABLE IF NOT EXISTS \"soc\".\"alarms\"", "alarms_event_time")
        .doesNotContain("$");
    assertThat(execute("database", "create")).isEqualTo(2);
    assertThat(error.toString()).contains("needs database.url");
    assertThat(
            execute(
                "database", "create", "--set", "database.url='jdbc:postgresql://localhost:1/soc'"))
        .isEqualTo(2);
    assertThat(error.toString()).contains("see that PostgreSQL runs there");
  }

  @Test
  void aNameThatSteersATerminalIsDisarmed() {
    assertThat(execute("config", "check", "--config", "no\u001b[2Jsuch\u202e.yaml")).isEqualTo(2);
    assertThat(error.toString()).contains("no·[2Jsuch·.yaml").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void theLeastPermissionsAreListed() {
    assertThat(execute("topics", "acls", "--principal", "User:job")).isZero();
    assertThat(out.toString().lines())
        .hasSize(14)
        .allMatch(line -> line.contains("--allow-principal 'User:job'"));
    assertThat(execute("topics", "acls", "--principal", "job")).isEqualTo(2);
    assertThat(error.toString()).contains("such as User:holoward");
  }

  @Test
  void aSavepointOfWhatWasLearnedIsMadeShownAndChecked() throws IOException {
    Path learned = Files.createDirectory(directory.resolve("learned"));
    Files.writeString(learned.resolve("intended-states.json"), "[]");
    String savepoint = directory.resolve("savepoint").toString();

    assertThat(execute("savepoint", "create", "--from=" + learned, "--out=" + savepoint)).isZero();
    assertThat(execute("savepoint", "show", savepoint)).isZero();
    assertThat(out.toString()).contains("flink run -s " + savepoint, "intended-states", "720");
    assertThat(execute("savepoint", "check", savepoint)).isZero();
    assertThat(out.toString()).contains("The job of this release goes on from it.");

    Files.delete(Path.of(savepoint, "_metadata"));
    assertThat(execute("savepoint", "check", savepoint)).isEqualTo(2);
    assertThat(error.toString()).contains("is no savepoint that this build can read");
  }

  @Test
  void statesWithoutADirectoryAskForOne() throws IOException {
    assertThat(execute("states")).isEqualTo(2);
    assertThat(error.toString()).contains("--from DIR says whose states to show");
    assertThat(execute("states", "import", "--from=" + directory)).isEqualTo(2);
    assertThat(error.toString()).contains("holds nothing that was learned");
  }

  @Test
  void anUnknownCommandSuggestsOne() {
    assertThat(execute("outlier")).isEqualTo(2);
    assertThat(error.toString()).contains("Did you mean outliers?");
  }

  @Test
  void aConfigurationThatIsNotThereIsSaidNotToBeThere() {
    assertThat(execute("config", "check", "--config", "no-such.yaml")).isEqualTo(2);
    assertThat(error.toString()).contains("no-such.yaml: there is no such file");
  }

  @Test
  void noCandidatesAreAskedForByMistake() {
    assertThat(execute("candidates", "--input", "x", "--top", "0")).isEqualTo(2);
    assertThat(error.toString()).contains("--top has to be 1 or more");
  }

  @Test
  void aWrongConfigurationIsToldInFullWithoutAStackTrace() {
    assertThat(execute("config", "check", "--set", "score.threshold.k=x", "--set", "nothing=1"))
        .isEqualTo(2);
    assertThat(error.toString())
        .contains("score.threshold.k=x", "nothing")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void theConfigurationShownIsValid() throws IOException {
    assertThat(execute("config", "show", "--set", "organisation=acme")).isZero();
    Path shown = Files.writeString(directory.resolve("shown.yaml"), out.toString());
    assertThat(out.toString()).contains("organisation: acme");
    assertThat(execute("config", "check", "--config", shown.toString())).isZero();
  }

  @Test
  void anUnexpectedFailureIsSummedUpAndNamesTheLog() {
    engine.failure = new IllegalStateException("the disk is on fire");
    assertThat(execute("backtest", "--input", "x", "--out", directory.toString())).isEqualTo(1);
    assertThat(error.toString().lines())
        .containsExactly(
            "holoward: failed with IllegalStateException: the disk is on fire",
            "The log is " + directory.resolve("holoward.log") + ".");
  }

  @Test
  void aUsersMistakeInsideAFailureIsTheirs() {
    engine.failure = new IllegalStateException("the job failed", new UserException("no such file"));
    assertThat(execute("backtest", "--input", "x", "--out", directory.toString())).isEqualTo(2);
    assertThat(error.toString()).isEqualTo("holoward: no such file" + System.lineSeparator());
  }

  @Test
  void aBacktestIsAskedForAsTheOptionsSay() {
    int code =
        execute(
            "backtest --learn a b --learn-until 2020-09-22T14:00:00 --input c --format sysmon"
                + " --process-table table --organisation acme --set score.threshold.k=2 --out "
                + directory.resolve("new/out"));
    assertThat(error.toString()).isEmpty();
    assertThat(code).isZero();
    BacktestPlan plan = engine.plan;
    assertThat(plan.learn())
        .contains(
            new RecordedTelemetry(
                List.of(Path.of("a"), Path.of("b")), "sysmon", "acme", Path.of("table")));
    assertThat(plan.input())
        .isEqualTo(
            new RecordedTelemetry(List.of(Path.of("c")), "sysmon", "acme", Path.of("table")));
    assertThat(plan.configuration().organisation()).isEqualTo("acme");
    assertThat(plan.configuration().promotion().sealAt())
        .isEqualTo(Instant.parse("2020-09-22T14:00:00Z"));
    assertThat(plan.out()).isDirectory();
  }

  @Test
  void aBacktestWithoutLearningHasOnePass() {
    assertThat(execute("backtest", "--input", "x", "--out", directory.toString())).isZero();
    assertThat(engine.plan.learn()).isEmpty();
  }

  @Test
  void whatToReadAndWhereToWriteHaveToBeNamed() {
    assertThat(execute("backtest", "--out", directory.resolve("new").toString())).isEqualTo(2);
    assertThat(error.toString()).contains("--input PATH or --from-kafka says what to score");
    assertThat(execute("candidates")).isEqualTo(2);
    assertThat(execute("backtest", "--input", "x")).isEqualTo(2);
    assertThat(error.toString()).contains("--out DIR says where the results go");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void aTimeThatIsNoneIsRefusedBeforeAnythingIsWritten() {
    Path out = directory.resolve("new");
    assertThat(execute("backtest --input x --learn-until soon --out " + out)).isEqualTo(2);
    assertThat(error.toString()).contains("--learn-until soon is not a time");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--speed 0, --speed 0: expected a number above 0",
    "--speed fast, --speed fast: expected a number above 0",
    "--raw, sources.process-events.format is avro",
    "--set sources.process-events.format=sysmon, add --raw",
    "--raw --shift-to-now, leave --shift-to-now out",
  })
  void aReplayThatCannotBeIsRefusedBeforeAnythingIsRead(String options, String message) {
    assertThat(execute("replay --input no-such-file " + options)).isEqualTo(2);
    assertThat(error.toString()).contains(message);
  }

  @Test
  void aBacktestPrintsItsCountsAndTheHighestAlarms() {
    assertThat(execute("backtest", "--input", "x", "--out", directory.toString())).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("alarms +1,200"))
        .anyMatch(line -> line.matches(" *99\\.5  ABNORMAL .*"))
        .noneMatch(line -> line.contains("beyond ten"));
  }

  @ParameterizedTest
  @CsvSource({
    "forget --process x, 'expected one of [LOCK, UNLOCK, RELEARN, PROMOTE]'",
    "relearn, Missing required option: '--process=PATTERN'",
    "relearn --process [a], only * and ? are special",
    "relearn --process x --effective soon, --effective soon is not a time",
  })
  void aControlCommandThatMakesNoSenseIsRefusedBeforeAnythingIsSent(String given, String message) {
    assertThat(execute("control " + given)).isEqualTo(2);
    assertThat(error.toString()).contains(message);
  }

  @Test
  void runNeedsAConfiguration() {
    assertThat(execute("run")).isEqualTo(2);
    assertThat(error.toString()).contains("run needs --config FILE");
  }

  private int execute(String... arguments) {
    String[] words = arguments.length == 1 ? arguments[0].strip().split(" ") : arguments;
    CommandLine command = Holoward.commandLine(engine, AvroFleetCodec::new);
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(error, true))
        .execute(words);
  }

  /** Notes what it is asked for, and writes results as a backtest does. */
  private static final class RecordingEngine implements Engine {
    private BacktestPlan plan;
    private RuntimeException failure;

    @Override
    public RunningJob start(Configuration configuration, Path directory, Optional<Path> flinkConf) {
      throw new AssertionError("no test starts a job");
    }

    @Override
    public void backtest(BacktestPlan backtest, BacktestProgress progress) {
      if (failure != null) {
        throw failure;
      }
      plan = backtest;
      StringBuilder alarms = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        alarms.append(alarm("99.5", "ABNORMAL", "high")).append('\n');
      }
      alarms.append(alarm("12", "NORMAL", "beyond ten")).append('\n');
      try {
        Files.writeString(backtest.out().resolve("summary.json"), "{\"alarms\": 1200}");
        Files.writeString(backtest.out().resolve("scored-alarms.jsonl"), alarms);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public StudyResult evaluate(StudyPlan plan, BacktestProgress progress) {
      throw new AssertionError("no test here evaluates");
    }

    @Override
    public Comparison compare(
        Candidate a, Candidate b, BacktestPlan plan, BacktestProgress progress) {
      throw new AssertionError("see WhatIfCommandsTest");
    }

    @Override
    public SweepResult sweep(
        Sweep sweep, BacktestPlan plan, boolean keepAll, BacktestProgress progress) {
      throw new AssertionError("see WhatIfCommandsTest");
    }

    private static String alarm(String score, String verdict, String explanation) {
      return "{\"score\": %s, \"verdict\": \"%s\", \"explanation\": \"%s\"}"
          .formatted(score, verdict, explanation);
    }
  }
}
