package io.holoward.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalibrationTest {

  private final Calibration calibration = new Calibration(60);

  @Test
  void aRunLastsAsLongAsItShouldEvenWhenItIsFasterThanTheFirst() {
    assertThat(calibration.events(100_000, 200, Long.MAX_VALUE)).isEqualTo(7_800_000);
  }

  @Test
  void aThirdOfTheFreeDiskIsTheMost() {
    assertThat(calibration.events(1_000_000, 200, 10_000_000_000L)).isEqualTo(15_000_000);
  }

  @Test
  void aRunThatIsFarFromItsTimeIsNotLongEnough() {
    assertThat(calibration.isLongEnough(74)).isTrue();
    assertThat(calibration.isLongEnough(100)).isTrue();
    assertThat(calibration.isLongEnough(65)).isFalse();
    assertThat(calibration.isLongEnough(110)).isFalse();
  }

  @Test
  void thereIsAlwaysSomethingToRead() {
    assertThat(calibration.events(1, 200, 1)).isEqualTo(10_000);
  }

  @Test
  void aFastJobReadsTheTopicAgainUntilItsTimeIsOver() {
    assertThat(calibration.times(2_000_000, 7_200_000, 100)).isEqualTo(17);
    assertThat(calibration.times(50_000, 7_200_000, 100)).isEqualTo(1);
  }

  @Test
  void patienceHasAnEnd() {
    assertThat(calibration.times(2_000_000, 100_000, 20)).isEqualTo(20);
  }
}
