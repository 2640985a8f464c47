package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntropyTest {

  @Test
  void aConstantColumnHasNoEntropyAndFullWeight() {
    assertThat(Entropy.of(7)).isZero();
    assertThat(Entropy.of(7, 0, 0)).isZero();
    assertThat(Entropy.ofBoolean(0, 7)).isZero();
    assertThat(Entropy.ofBoolean(7, 7)).isZero();
    assertThat(Entropy.weight(0)).isEqualTo(1);
  }

  @Test
  void anEmptyColumnHasNoEntropy() {
    assertThat(Entropy.of()).isZero();
    assertThat(Entropy.ofBoolean(0, 0)).isZero();
  }

  @Test
  void anEvenlySplitColumnHasTheLogarithmOfItsValues() {
    assertThat(Entropy.ofBoolean(500, 1000)).isCloseTo(Math.log(2), within(1e-15));
    assertThat(Entropy.of(3, 3, 3, 3, 3)).isCloseTo(Math.log(5), within(1e-15));
    assertThat(Entropy.weight(Math.log(2))).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void theWeightIsTheOneOfThePatent() {
    for (double entropy = 0; entropy < 5; entropy += 0.1) {
      double printed = 2 * (1 - 1 / (1 + Math.exp(-entropy)));
      assertThat(Entropy.weight(entropy)).isCloseTo(printed, within(1e-15));
    }
  }

  @Test
  void deltaFallsStrictlyFromZeroAtOne() {
    assertThat(Entropy.delta(1)).isZero();
    for (long count = 1; count < 1_000_000_000; count *= 3) {
      assertThat(Entropy.delta(count + 1)).isLessThan(Entropy.delta(count));
    }
  }

  @Test
  void deltaKeepsItsDigitsWhereThePrintedFormLosesThem() {
    double count = 1e9;
    // δ(c) = −log c − 1 + 1/(2c) + O(1/c²)
    double expansion = -Math.log(count) - 1 + 0.5 / count;
    assertThat(Entropy.delta(1_000_000_000)).isCloseTo(expansion, within(1e-14));
    double printed = (count - 1) * Math.log(count - 1) - count * Math.log(count);
    assertThat(BigDecimal.valueOf(printed - expansion).abs()).isGreaterThan(new BigDecimal("1e-9"));
  }

  @Test
  void theUpdateEqualsComputingTheEntropyAnew() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      long[] counts = random.longs(1 + random.nextInt(6), 0, 1 + random.nextInt(1000)).toArray();
      counts[0] += 2;
      double updated = Entropy.afterRemoval(Entropy.of(counts), sum(counts), counts[0]);
      counts[0]--;
      assertThat(updated).isCloseTo(Entropy.of(counts), within(1e-12));
    }
  }

  @Test
  void aHundredThousandUpdatesDoNotDriftApart() {
    long yes = 30_000;
    long no = 170_000;
    double entropy = Entropy.of(yes, no);
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      boolean fromYes = yes > 1 && random.nextInt(10) == 0;
      entropy = Entropy.afterRemoval(entropy, yes + no, fromYes ? yes : no);
      yes -= fromYes ? 1 : 0;
      no -= fromYes ? 0 : 1;
    }
    assertThat(entropy).isCloseTo(Entropy.of(yes, no), within(1e-10));
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThatThrownBy(() -> Entropy.delta(0)).hasMessageContaining("not for 0");
    assertThatThrownBy(() -> Entropy.of(1, -1)).hasMessageContaining("negative");
    assertThatThrownBy(() -> Entropy.ofBoolean(3, 2)).hasMessageContaining("0..2");
    assertThatThrownBy(() -> Entropy.afterRemoval(0, 1, 1)).hasMessageContaining("column of 1");
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
