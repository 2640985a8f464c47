package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutlierRemovalTest {

  private static final ThresholdRule RULE = new ThresholdRule.MeanStd(1.5);

  @ParameterizedTest
  @EnumSource
  void sealingCountedRecordsKeepsWhatRemovingOneByOneKeeps(OutlierRemoval method) {
    Random random = new Random(31);
    long removed = 0;
    for (int round = 0; round < 60; round++) {
      List<Signature> records =
          BruteForce.randomRecords(random, 5 + random.nextInt(60), 8).stream().sorted().toList();
      OutlierFactors.Removal oneByOne =
          OutlierFactors.remove(records, ScoredColumns.FULL, RULE, method, 0.5);
      IntendedStates sealed =
          IntendedStates.seal(
              BruteForce.counts(records), new SealingRules(method, 0.5, 1), rules());
      List<Signature> kept = oneByOne.remaining().stream().map(records::get).toList();
      assertThat(sealed.summaries().get(0).signatures()).isEqualTo(BruteForce.counted(kept));
      assertThat(sealed.removedRecords()).isEqualTo(oneByOne.removed().size());
      removed += sealed.removedRecords();
    }
    assertThat(removed > 0).isEqualTo(method != OutlierRemoval.NONE);
  }

  @Test
  void eachStepDropsTheLargestFactorOfWhatIsLeft() {
    List<Signature> records = BruteForce.randomRecords(new Random(32), 60, 10);
    OutlierFactors.Removal removal =
        OutlierFactors.remove(records, ScoredColumns.FULL, RULE, OutlierRemoval.STEP_BY_STEP, 0.5);
    assertThat(removal.removed()).hasSizeGreaterThan(2);
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      left.add(i);
    }
    for (OutlierFactors.RemovedRecord step : removal.removed()) {
      double[] factors =
          BruteForce.factors(left.stream().map(records::get).toList(), ScoredColumns.FULL);
      double largest = 0;
      for (double factor : factors) {
        largest = Math.max(largest, factor);
      }
      assertThat(step.factor()).isCloseTo(largest, within(1e-10));
      assertThat(factors[left.indexOf(step.index())]).isCloseTo(largest, within(1e-10));
      left.remove((Integer) step.index());
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalRecordsAllStay(OutlierRemoval method) {
    List<Signature> records = Collections.nCopies(30, Signature.of("a"));
    assertThat(OutlierFactors.remove(records, ScoredColumns.FULL, RULE, method, 0.5).removed())
        .isEmpty();
  }

  @Test
  void neverMoreThanTheShareLeaves() {
    List<Signature> records = BruteForce.randomRecords(new Random(33), 100, 10);
    for (OutlierRemoval method :
        List.of(OutlierRemoval.SINGLE_PASS, OutlierRemoval.STEP_BY_STEP_RETHRESHOLD)) {
      OutlierFactors.Removal removal =
          OutlierFactors.remove(
              records, ScoredColumns.FULL, new ThresholdRule.MeanStd(0), method, 0.1);
      assertThat(removal.firstOutliers()).isGreaterThan(10);
      assertThat(removal.removed()).hasSize(10);
    }
  }

  @Test
  void aShareOutsideZeroToOneIsRefused() {
    assertThatThrownBy(() -> new SealingRules(OutlierRemoval.NONE, 1.5, 1))
        .hasMessageContaining("0..1");
  }

  private static ScoringRules rules() {
    return new ScoringRules(
        ScoredColumns.FULL,
        ScoreStatistics.AUGMENTED,
        ScoreAnchor.EXTENDED,
        RULE,
        ScoreRange.DEFAULT,
        0,
        false);
  }
}
