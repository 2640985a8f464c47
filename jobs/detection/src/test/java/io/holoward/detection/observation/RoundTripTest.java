package io.holoward.detection.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holoward.entropy.Moments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

  @Test
  void samplesAreSummedUp() {
    RoundTrip roundTrip = RoundTrip.samples(List.of(3.0, 1.0, 2.0));
    assertThat(roundTrip.count()).isEqualTo(3);
    assertThat(roundTrip.mean()).isEqualTo(2);
    assertThat(roundTrip.standardDeviation()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-12));
    assertThat(roundTrip.min()).isEqualTo(1);
    assertThat(roundTrip.max()).isEqualTo(3);
    assertThat(roundTrip.samples()).containsExactly(3.0, 1.0, 2.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.999e-6, 1.001e9, Double.NaN, Double.POSITIVE_INFINITY})
  void aTimeThatNoNetworkTakesIsRefusedWhereverItStands(double time) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoundTrip.samples(List.of(1.0, time)))
        .withMessageContaining("found " + time + " ms");
    assertThatIllegalArgumentException().isThrownBy(() -> RoundTrip.summary(1, time, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> RoundTrip.summary(1, 5, 0, time, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> RoundTrip.summary(1, 5, 0, 5, time));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_000_000_001, Long.MAX_VALUE})
  void aCountOutOfItsRangeIsRefused(long count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoundTrip.summary(count, 5, 0))
        .withMessageContaining("found count " + count);
  }

  @Test
  void noSampleAndTooManyAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> RoundTrip.samples(List.of()));
    List<Double> many = Collections.nCopies(1_000_000_001, 1.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoundTrip.samples(many))
        .withMessageContaining("1000000001");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001e9, Double.NaN, Double.POSITIVE_INFINITY})
  void aDeviationOutOfItsRangeIsRefused(double deviation) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoundTrip.summary(1, 5, deviation))
        .withMessageContaining("standard deviation");
  }

  @Test
  void extremesLieAroundTheMean() {
    assertThatIllegalArgumentException().isThrownBy(() -> RoundTrip.summary(1, 5, 0, 6, 7));
    assertThatIllegalArgumentException().isThrownBy(() -> RoundTrip.summary(1, 5, 0, 3, 4));
  }

  @Test
  void whateverIsAcceptedHasAPositiveMeanOnceMerged() {
    Random random = new Random(43);
    double[] times = {1e-6, 2e-6, 1, 1e3, 1e9};
    long[] counts = {1, 2, 1_000, 1_000_000_000};
    for (int i = 0; i < 10_000; i++) {
      Moments window = new Moments();
      List<Double> means = new ArrayList<>();
      for (int flow = 0; flow < 20; flow++) {
        RoundTrip roundTrip =
            RoundTrip.summary(
                counts[random.nextInt(counts.length)], times[random.nextInt(times.length)], 1e9);
        means.add(roundTrip.mean());
        window.merge(
            Moments.of(roundTrip.count(), roundTrip.mean(), roundTrip.standardDeviation()));
      }
      assertThat(window.mean()).as(() -> means.toString()).isPositive().isLessThan(1.001e9);
      assertThat(window.standardDeviation()).isFinite();
      assertThat(window.count()).isPositive();
    }
  }
}
