package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void momentsMergedFromAnySplitAreThoseOfTheWhole() {
    double[] values = new Random(61).doubles(500, 1, 9).toArray();
    double[] spread = BruteForce.meanAndDeviation(values);
    for (int split = 0; split <= values.length; split += 50) {
      Moments first = new Moments();
      Moments second = new Moments();
      for (int i = 0; i < values.length; i++) {
        (i < split ? first : second).add(values[i]);
      }
      first.merge(second);
      assertThat(first.count()).isEqualTo(500);
      assertThat(first.mean()).isCloseTo(spread[0], within(1e-12));
      assertThat(first.standardDeviation()).isCloseTo(spread[1], within(1e-12));
    }
  }

  @Test
  void aSmallSpreadAroundALargeMeanKeepsItsDigits() {
    Moments moments = new Moments();
    for (int i = 0; i < 1_000_000; i++) {
      moments.add(1e9 + (i % 2 == 0 ? -0.5 : 0.5));
    }
    assertThat(moments.standardDeviation()).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void nothingMergedWithNothingIsNothing() {
    Moments moments = new Moments();
    moments.merge(new Moments());
    assertThat(moments.count()).isZero();
    assertThat(moments.mean()).isZero();
    assertThat(moments.variance()).isZero();
    assertThat(moments.sampleVariance()).isZero();
  }

  @Test
  void momentsComputedElsewhereMergeLikeTheirValues() {
    Moments counted = Moments.of(2, 3, 1);
    counted.merge(Moments.of(0, 99, 99));
    counted.add(6);
    double[] spread = BruteForce.meanAndDeviation(new double[] {2, 4, 6});
    assertThat(counted.mean()).isCloseTo(spread[0], within(1e-12));
    assertThat(counted.standardDeviation()).isCloseTo(spread[1], within(1e-12));
  }

  @Test
  void withForgettingTheMeanFollowsANewLevel() {
    Moments forgetting = new Moments();
    for (int i = 0; i < 1000; i++) {
      forgetting.addForgetting(i < 500 ? 1 : 2, 40);
    }
    assertThat(forgetting.count()).isEqualTo(40);
    assertThat(forgetting.mean()).isCloseTo(2, within(1e-4));
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    assertThatThrownBy(() -> new Moments().add(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ExponentialMoments(0.5).add(Double.POSITIVE_INFINITY))
        .hasMessageContaining("Infinity");
    assertThatThrownBy(() -> Moments.of(1, 1, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new ExponentialMoments(0)).hasMessageContaining("alpha");
  }

  @Test
  void whatIsStoredComesBack() {
    Moments moments = Moments.of(12, 3.25, 0.5);
    Moments restored = Moments.fromBytes(moments.toBytes());
    assertThat(restored.count()).isEqualTo(12);
    assertThat(restored.mean()).isEqualTo(3.25);
    assertThat(restored.sumOfSquares()).isEqualTo(moments.sumOfSquares());
  }
}
