package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void theMedianOfAnEvenNumberOfRunsLiesBetweenTheTwoInTheMiddle() {
    assertThat(Figure.of("f", "", List.of(4.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThat(Figure.of("f", "", List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
  }

  @Test
  void theVerdictIsThatOfTheMedian() {
    Figure figure = Figure.of("f", "", List.of(0.7, 0.5, 0.65)).meant(Goal.atLeast(0.6));

    assertThat(figure.verdict()).isEqualTo("reached");
    assertThat(Figure.of("f", "", List.of(0.7, 0.5, 0.55)).meant(Goal.atLeast(0.6)).verdict())
        .isEqualTo("missed");
    assertThat(Figure.of("f", "", List.of(1.0)).verdict()).isEmpty();
  }

  @Test
  void tellsTheSpreadWhereThereIsMoreThanOneRun() {
    assertThat(Figure.of("f", "ns", List.of(55.0, 49.5, 61.25)).spread()).isEqualTo("49.5–61.3");
    assertThat(Figure.once("f", "s", 3).spread()).isEmpty();
  }

  @Test
  void threeDigitsCount() {
    assertThat(Figure.number(0)).isEqualTo("0");
    assertThat(Figure.number(0.0623)).isEqualTo("0.062");
    assertThat(Figure.number(1.234)).isEqualTo("1.23");
    assertThat(Figure.number(12.34)).isEqualTo("12.3");
    assertThat(Figure.number(123_456.7)).isEqualTo("123,457");
  }

  @Test
  void whatWasNeverMeasuredIsNoFigure() {
    assertThatThrownBy(() -> Figure.of("rate", "", List.of()))
        .hasMessageContaining("\"rate\" was never measured");
  }
}
