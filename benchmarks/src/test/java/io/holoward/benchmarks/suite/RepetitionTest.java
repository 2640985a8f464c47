package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepetitionTest {

  private static Measured measured(String part, int second, Figure... figures) {
    Measured example =
        Examples.measured(new Section(part, "title of " + part, List.of(), List.of(figures)));
    return new Measured(
        example.section(), example.machine(), Instant.ofEpochSecond(second), example.effort());
  }

  private static Figure ratio(String name, Goal goal, Double... samples) {
    return Figure.of(name, "", List.of(samples)).meant(goal);
  }

  private static Repetition repetition(Goal goal, Double... again) {
    return new Repetition(
        new Results(List.of(measured("flows", 1, ratio("a / b", goal, 0.4, 0.3, 0.5)))),
        new Results(List.of(measured("flows", 2, ratio("a / b", goal, again)))));
  }

  private static String verdict(Goal goal, Double... again) {
    return repetition(goal, again).figures().get(0).verdict();
  }

  @Test
  void aMedianLiesWithinTheSpreadOfTheFirstOrOnOneSideOfIt() {
    assertThat(verdict(Goal.atLeast(0.6), 0.3, 0.7)).isEqualTo("within");
    assertThat(verdict(Goal.atLeast(0.6), 0.5)).isEqualTo("within");
    assertThat(verdict(Goal.atLeast(0.6), 0.51)).isEqualTo("better");
    assertThat(verdict(Goal.atLeast(0.6), 0.29)).isEqualTo("worse");
    assertThat(verdict(Goal.atMost(0.6), 0.51)).isEqualTo("worse");
    assertThat(verdict(Goal.atMost(0.6), 0.29)).isEqualTo("better");
  }

  @Test
  void onlyFiguresWithAGoalThatBothHaveAreCompared() {
    Goal goal = Goal.atLeast(1);
    Results first =
        new Results(
            List.of(
                measured(
                    "flows",
                    1,
                    ratio("both", goal, 1.0),
                    ratio("first alone", goal, 1.0),
                    Figure.of("no goal", "", List.of(1.0))),
                measured("scale", 1, ratio("never again", goal, 1.0)),
                measured("kernel", 1, ratio("the same run", goal, 1.0))));
    Results again =
        new Results(
            List.of(
                measured(
                    "flows",
                    2,
                    ratio("both", goal, 2.0),
                    ratio("new", goal, 1.0),
                    Figure.of("no goal", "", List.of(1.0))),
                measured("kernel", 1, ratio("the same run", goal, 1.0))));

    assertThat(new Repetition(first, again).figures())
        .extracting(twice -> twice.again().name())
        .containsExactly("both");
  }

  @Test
  void thePageTellsHowManyLieWithinAndWhereBothWereMeasured() {
    assertThat(repetition(Goal.atLeast(0.6), 0.35, 0.45).page())
        .contains("1 of 1 figures lie within what was measured first, 0 are better, 0 worse.")
        .contains("- again: commit 0123456789ab, `holoward benchmark --quick`, medians of 2 runs")
        .containsPattern(
            "\\| flows \\| title of flows \\| a / b +\\| 0\\.400 \\| 0\\.300–0\\.500 \\| 0\\.400 \\| 0\\.350–0\\.450 \\| within \\|");
  }
}
