package io.holoward.backtest.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepParameterTest {

  @Test
  void aRangeHasBothItsEnds() {
    assertThat(SweepParameter.parse("score.threshold.k=1.5:4:0.25").values())
        .hasSize(11)
        .startsWith("1.5", "1.75", "2")
        .endsWith("4");
  }

  @Test
  void theEndOfARangeIsNotLostToBinaryFractions() {
    assertThat(SweepParameter.parse("threshold.k=0.1:0.3:0.1").values())
        .containsExactly("0.1", "0.2", "0.3");
    assertThat(SweepParameter.parse("threshold.k=0.1:1:0.1").values()).hasSize(10);
  }

  @Test
  void aRangeMayBeOneValueOrWholeNumbers() {
    assertThat(SweepParameter.parse("threshold.k=3:3:1").values()).containsExactly("3");
    assertThat(SweepParameter.parse("max-states=1 : 4 : 1").values())
        .containsExactly("1", "2", "3", "4");
    assertThat(SweepParameter.parse("score.range.abnormal-high=90:110:10").values())
        .containsExactly("90", "100", "110");
  }

  @Test
  void aShortNameIsCompleted() {
    assertThat(SweepParameter.parse("threshold.k=1,2").key()).isEqualTo("score.threshold.k");
  }

  @Test
  void aListMayHoldTextsTimesAndLists() {
    assertThat(SweepParameter.parse("states.removal=none, ss").values())
        .containsExactly("none", "ss");
    assertThat(SweepParameter.parse("population.ready-at=2026-01-05T00:00:00Z").values())
        .containsExactly("2026-01-05T00:00:00Z");
    assertThat(SweepParameter.parse("catalogue.models=[\"a\", \"b\"],[\"*\"]").values())
        .containsExactly("[\"a\", \"b\"]", "[\"*\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          threshold.k            | expected KEY=FROM:TO:STEP
          =1,2                   | expected KEY=FROM:TO:STEP
          threshold.k=           | expected KEY=FROM:TO:STEP
          threshold.k=1,,2       | expected KEY=FROM:TO:STEP
          threshold.k=4:1:0.5    | expected FROM not above TO, and a STEP above 0
          threshold.k=1:4:0      | expected FROM not above TO, and a STEP above 0
          threshold.k=1:2:0.3    | do not meet 2; the last one below it is 1.9
          threshold.k=1:9999:0.1 | more than 200 values
          treshold.k=1,2         | unknown key; did you mean score.threshold.k?
          k=1,2                  | give more of the name
          """)
  void whatIsNoSweepIsRefusedWithWhatWasExpected(String text, String expected) {
    assertThatThrownBy(() -> SweepParameter.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(expected);
  }
}
