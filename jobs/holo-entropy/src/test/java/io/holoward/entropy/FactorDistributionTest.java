package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactorDistributionTest {

  @Test
  void aMultiplicityCountsLikeThatManyRecords() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      FactorDistribution weighted = new FactorDistribution(2);
      FactorDistribution single = new FactorDistribution(0);
      int size = 1 + random.nextInt(20);
      for (int i = 0; i < size; i++) {
        double factor = random.nextInt(5) * 0.7;
        int times = 1 + random.nextInt(9);
        weighted.add(factor, times);
        for (int j = 0; j < times; j++) {
          single.add(factor, 1);
        }
      }
      assertThat(weighted.records()).isEqualTo(single.records());
      assertThat(weighted.mean()).isCloseTo(single.mean(), within(1e-12));
      assertThat(weighted.standardDeviation()).isCloseTo(single.standardDeviation(), within(1e-12));
      assertThat(weighted.min()).isEqualTo(single.min());
      assertThat(weighted.max()).isEqualTo(single.max());
      for (int rank = 0; rank < single.records() + 2; rank++) {
        assertThat(weighted.largest(rank)).isEqualTo(single.largest(rank));
      }
    }
  }

  @Test
  void theLargestOfARankIsTheOneOfTheSortedFactors() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      double[] factors = random.doubles(1 + random.nextInt(50), 0, 9).toArray();
      FactorDistribution distribution = FactorDistribution.of(factors);
      double[] sorted = factors.clone();
      Arrays.sort(sorted);
      for (int rank = 0; rank < sorted.length; rank++) {
        assertThat(distribution.largest(rank)).isEqualTo(sorted[sorted.length - 1 - rank]);
      }
    }
  }

  @Test
  void aSmallSpreadAroundALargeMeanKeepsItsDigits() {
    FactorDistribution distribution = new FactorDistribution(2);
    distribution.add(1e6 - 0.001, 500_000);
    distribution.add(1e6 + 0.001, 500_000);
    assertThat(distribution.standardDeviation()).isCloseTo(0.001, within(1e-9));
  }

  @Test
  void withoutRecordsEverythingIsZero() {
    FactorDistribution distribution = FactorDistribution.of(1, 2);
    distribution.clear();
    assertThat(distribution.isEmpty()).isTrue();
    assertThat(distribution.mean()).isZero();
    assertThat(distribution.standardDeviation()).isZero();
    assertThat(distribution.min()).isZero();
    assertThat(distribution.max()).isZero();
  }

  @Test
  void whatIsAddedAfterAReadingCounts() {
    FactorDistribution distribution = FactorDistribution.of(1);
    assertThat(distribution.mean()).isEqualTo(1);
    assertThat(distribution.meanOfLog(1)).isEqualTo(Math.log(2));
    distribution.add(3, 1);
    assertThat(distribution.mean()).isEqualTo(2);
    assertThat(distribution.standardDeviation()).isEqualTo(1);
    assertThat(distribution.meanOfLog(1)).isCloseTo(1.5 * Math.log(2), within(1e-15));
    assertThat(distribution.standardDeviationOfLog(1)).isCloseTo(Math.log(2) / 2, within(1e-15));
    assertThat(distribution.meanOfLog(3)).isCloseTo(Math.log(24) / 2, within(1e-15));
  }
}
