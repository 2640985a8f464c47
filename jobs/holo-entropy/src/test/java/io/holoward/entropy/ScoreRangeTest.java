package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoreRangeTest {

  @Test
  void aNormalAlarmIsGradedUpToTheThresholdAndAnAbnormalOneBeyondIt() {
    ScoreRange range = ScoreRange.DEFAULT;
    assertThat(range.score(false, 1, 5, 1, 9)).isEqualTo(0);
    assertThat(range.score(false, 3, 5, 1, 9)).isEqualTo(25);
    assertThat(range.score(true, 7, 5, 1, 9)).isEqualTo(75);
    assertThat(range.score(true, 99, 5, 1, 9)).isEqualTo(100);
  }

  @Test
  void aDescendingRangeIsLegal() {
    ScoreRange range = new ScoreRange(100, 60, 40, 0);
    assertThat(range.score(false, 1, 5, 1, 9)).isEqualTo(100);
    assertThat(range.score(false, 5, 5, 1, 9)).isEqualTo(60);
    assertThat(range.score(true, 7, 5, 1, 9)).isEqualTo(20);
  }

  @Test
  void withoutWidthANormalAlarmIsOrdinaryAndAnAbnormalOneExtreme() {
    assertThat(ScoreRange.DEFAULT.score(false, 5, 5, 5, 5)).isEqualTo(0);
    assertThat(ScoreRange.DEFAULT.score(true, 6, 5, 5, 5)).isEqualTo(100);
  }

  @Test
  void anEndThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> new ScoreRange(0, Double.NaN, 50, 100))
        .hasMessageContaining("normalHigh");
  }
}
