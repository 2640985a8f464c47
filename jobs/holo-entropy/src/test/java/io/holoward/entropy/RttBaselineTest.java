package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.entropy.RttBaseline.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RttBaselineTest {

  @Test
  void aSpikeIsFlaggedAndNotLearned() {
    RttBaseline baseline = learned(RttRules.DEFAULT);
    double mean = baseline.mean();
    assertThat(baseline.observe(60).verdict()).isEqualTo(Verdict.ANOMALOUS);
    assertThat(baseline.mean()).isEqualTo(mean);
    assertThat(baseline.observe(2).verdict()).isEqualTo(Verdict.NORMAL);
  }

  @Test
  void twentyDeviatingValuesInARowAreANewLevelThatIsReportedOnce() {
    RttBaseline baseline = learned(RttRules.DEFAULT);
    for (int i = 0; i < 19; i++) {
      assertThat(baseline.observe(60 + i % 3).verdict()).isEqualTo(Verdict.ANOMALOUS);
    }
    assertThat(baseline.observe(61).verdict()).isEqualTo(Verdict.RELEARNED);
    assertThat(baseline.count()).isEqualTo(20);
    assertThat(baseline.observe(61).verdict()).isEqualTo(Verdict.LEARNING);
  }

  @Test
  void anOrdinaryValueBreaksARowOfDeviatingOnes() {
    RttBaseline baseline = learned(RttRules.DEFAULT);
    for (int i = 0; i < 100; i++) {
      assertThat(baseline.observe(60).verdict()).isEqualTo(Verdict.ANOMALOUS);
      if (i % 19 == 18) {
        assertThat(baseline.observe(2).verdict()).isEqualTo(Verdict.NORMAL);
      }
    }
  }

  @Test
  void valuesThatCannotBeTimesAreInvalidAndNotLearned() {
    RttBaseline baseline = learned(RttRules.DEFAULT);
    long count = baseline.count();
    for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(baseline.observe(value).verdict()).isEqualTo(Verdict.INVALID);
    }
    assertThat(baseline.count()).isEqualTo(count);
  }

  @Test
  void aRestoredBaselineGoesOnInTheMiddleOfARow() {
    RttBaseline baseline = learned(RttRules.DEFAULT);
    for (int i = 0; i < 19; i++) {
      baseline.observe(60);
    }
    RttBaseline restored = RttBaseline.fromBytes(baseline.toBytes(), RttRules.DEFAULT);
    assertThat(restored.observe(60)).isEqualTo(baseline.observe(60));
    assertThat(restored.toBytes()).isEqualTo(baseline.toBytes());
  }

  @Test
  void rulesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new RttRules(true, 4, 0, 10, 0.05, 20, true))
        .hasMessageContaining("minCount");
    assertThatThrownBy(() -> new RttRules(true, 4, 30, 10, 0.05, 20, true))
        .hasMessageContaining("maxCount");
    assertThatThrownBy(() -> new RttRules(true, 4, 30, 100, 0, 20, true))
        .hasMessageContaining("deviationFloor");
  }

  private static RttBaseline learned(RttRules rules) {
    RttBaseline baseline = new RttBaseline(rules);
    Random random = new Random(71);
    for (int i = 0; i < 40; i++) {
      baseline.observe(Math.exp(0.7 + 0.2 * random.nextGaussian()));
    }
    return baseline;
  }
}
