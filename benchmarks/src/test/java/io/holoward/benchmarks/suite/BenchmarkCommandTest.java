package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.Holoward;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchmarkCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();

  @AfterEach
  void forgetTheLog() {
    System.clearProperty("holoward.log");
  }

  /** A part that finds one figure, or nothing but trouble. */
  private record FakePart(String name, boolean sound) implements Part {
    @Override
    public String title() {
      return "the title of " + name;
    }

    @Override
    public double expectedMinutes(Effort effort) {
      return 1;
    }

    @Override
    public void run(Bench bench) {
      if (!sound) {
        throw new IllegalStateException("the disk is full");
      }
      bench.found(
          new Section(
              name,
              title(),
              List.of("%d rounds.".formatted(bench.effort().rounds())),
              List.of(Figure.of("ratio of " + name, "", List.of(1.0)).meant(Goal.atLeast(0.5)))));
    }
  }

  private int run(String... arguments) {
    List<Part> parts = List.of(new FakePart("good", true), new FakePart("bad", false));
    return Holoward.prepared(new CommandLine(new BenchmarkCommand(parts)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(error))
        .execute(arguments);
  }

  @Test
  void writesATableAPlotAndWhatEveryRunGave() {
    int code = run("--only", "good", "--quick", "--out", directory.toString());

    assertThat(code).isZero();
    assertThat(directory.resolve("results.md"))
        .content()
        .contains("ratio of good", "reached", "2 rounds.");
    assertThat(directory.resolve("results.svg")).content().contains("ratio of good");
    assertThat(directory.resolve("results.json")).content().contains("\"ratio of good\"");
    assertThat(out.toString()).contains("1 of 1 goals reached");
  }

  @Test
  void aPartThatFailsTakesNoOtherWithIt() {
    int code = run("--only", "bad,good", "--out", directory.toString());

    assertThat(code).isEqualTo(1);
    assertThat(directory.resolve("results.md"))
        .content()
        .contains("It did not come to its end", "the disk is full", "ratio of good", "5 rounds.");
  }

  @Test
  void whatAnEarlierRunFoundStaysUntilItIsMeasuredAgain() {
    String out = directory.toString();
    assertThat(run("--only", "good", "--quick", "--out", out)).isZero();
    assertThat(run("--only", "bad", "--rounds", "3", "--out", out)).isEqualTo(1);

    assertThat(directory.resolve("results.md")).content().contains("2 rounds.", "the disk is full");

    assertThat(run("--only", "good", "--rounds", "7", "--out", out)).isZero();

    assertThat(directory.resolve("results.md"))
        .content()
        .contains("7 rounds.", "`holoward benchmark --rounds 7`", "the disk is full")
        .doesNotContain("2 rounds.");
  }

  @Test
  void whatIsMeasuredAgainIsComparedWithWhatWasMeasuredFirst() {
    String first = directory.resolve("first").toString();
    String again = directory.resolve("again").toString();
    assertThat(run("--only", "good", "--out", first)).isZero();

    assertThat(run("--only", "good", "--rounds", "2", "--out", again, "--against", first)).isZero();

    assertThat(out.toString()).contains("1 of 1 figures lie within what was measured first");
    assertThat(directory.resolve("again/repeated.md")).content().contains("ratio of good");
  }

  @Test
  void toCompareWithNothingIsAMistakeOfTheUserBeforeAnythingRuns() {
    Path again = directory.resolve("again");
    int code = run("--only", "good", "--out", again.toString(), "--against", directory.toString());

    assertThat(code).isEqualTo(2);
    assertThat(error.toString()).contains("There are no results in " + directory);
    assertThat(again).doesNotExist();
  }

  @Test
  void toCompareWithWhatIsNoResultsIsOneToo() throws IOException {
    Files.writeString(directory.resolve("results.json"), "{\"quick\": true}");

    int code = run("--only", "good", "--out", "again", "--against", directory.toString());

    assertThat(code).isEqualTo(2);
    assertThat(error.toString()).contains("name another directory by --against");
  }

  @Test
  void roundsAndSecondsAreAsAskedForAndTheTimeIsToldBefore() {
    int code =
        run("--only", "good", "--rounds", "3", "--seconds", "20", "--out", directory.toString());

    assertThat(code).isZero();
    assertThat(out.toString()).contains("3 rounds of 20 s will take about 1 min", "good 1");
    assertThat(directory.resolve("results.md"))
        .content()
        .contains("`holoward benchmark --rounds 3 --seconds 20`, medians of 3 runs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rounds", "--seconds"})
  void lessThanOneIsAMistakeOfTheUser(String option) {
    int code = run("--only", "good", option, "0", "--out", directory.toString());

    assertThat(code).isEqualTo(2);
    assertThat(error.toString()).contains(option + " must be at least 1, not 0");
    assertThat(directory.resolve("results.md")).doesNotExist();
  }

  @Test
  void whatIsNoResultsIsNotOverwritten() throws IOException {
    Path data = directory.resolve("results.json");
    Files.writeString(data, "{\"quick\": true}");

    int code = run("--only", "good", "--out", directory.toString());

    assertThat(code).isEqualTo(2);
    assertThat(error.toString()).contains("move it away, or name another directory by --out");
    assertThat(data).content().isEqualTo("{\"quick\": true}");
  }

  @Test
  void aPartThatDoesNotExistIsAMistakeOfTheUser() {
    int code = run("--only", "kernels", "--out", directory.toString());

    assertThat(code).isEqualTo(2);
    assertThat(error.toString())
        .contains("There is no part \"kernels\" of the benchmark; there are good, bad");
    assertThat(directory.resolve("results.md")).doesNotExist();
  }
}
