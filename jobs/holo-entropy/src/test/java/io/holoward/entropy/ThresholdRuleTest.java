package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {

  private static final List<ThresholdRule> RULES =
      List.of(
          new ThresholdRule.MeanStd(2),
          new ThresholdRule.Lognormal(2, 1),
          new ThresholdRule.FixedK(3));

  @Test
  void amongEqualFactorsNoneIsAnOutlier() {
    for (ThresholdRule rule : RULES) {
      double threshold = rule.threshold(FactorDistribution.of(4.1, 4.1, 4.1, 4.1, 4.1, 4.1, 4.1));
      assertThat(ThresholdRule.isAbove(4.1, threshold)).as("%s", rule).isFalse();
    }
  }

  @Test
  void roundingDoesNotMakeAnOutlier() {
    assertThat(ThresholdRule.isAbove(1 + 9e-10, 1)).isFalse();
    assertThat(ThresholdRule.isAbove(1 + 2e-9, 1)).isTrue();
  }

  @Test
  void withoutFactorsTheThresholdIsZero() {
    for (ThresholdRule rule : RULES) {
      assertThat(rule.threshold(FactorDistribution.of())).isZero();
    }
  }

  @Test
  void threeDeviationsAreOutOfReachUpToTenRecords() {
    ThresholdRule rule = new ThresholdRule.MeanStd(3);
    assertThat(rule.canDetect(10)).isFalse();
    assertThat(rule.canDetect(11)).isTrue();
    double[] one = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    assertThat(rule.threshold(FactorDistribution.of(one))).isCloseTo(1, within(1e-12));
  }

  @Test
  void aFixedNumberNeverSplitsATie() {
    FactorDistribution factors = FactorDistribution.of(5, 4, 4, 4, 1);
    assertThat(new ThresholdRule.FixedK(1).threshold(factors)).isEqualTo(4);
    assertThat(new ThresholdRule.FixedK(2).threshold(factors)).isEqualTo(4);
    assertThat(new ThresholdRule.FixedK(4).threshold(factors)).isEqualTo(1);
    assertThat(new ThresholdRule.FixedK(99).threshold(factors)).isEqualTo(1);
  }

  @Test
  void theExtendedAnchorReachesAsFarAsTheDeviationsOfTheRule() {
    FactorDistribution factors = FactorDistribution.of(0, 1, 2, 3);
    ThresholdRule.MeanStd meanStd = new ThresholdRule.MeanStd(2);
    assertThat(meanStd.extendedMaximum(factors))
        .isCloseTo(1.5 + 4 * factors.standardDeviation(), within(1e-12));
    ThresholdRule.Lognormal lognormal = new ThresholdRule.Lognormal(2, 1);
    assertThat(lognormal.extendedMaximum(factors))
        .isCloseTo(new ThresholdRule.Lognormal(4, 1).threshold(factors), within(1e-12));
    assertThat(new ThresholdRule.FixedK(1).extendedMaximum(factors)).isEqualTo(3);
  }

  @Test
  void rulesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new ThresholdRule.MeanStd(-1)).hasMessageContaining("not -1");
    assertThatThrownBy(() -> new ThresholdRule.MeanStd(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ThresholdRule.Lognormal(2, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new ThresholdRule.FixedK(-1)).hasMessageContaining("negative");
  }
}
