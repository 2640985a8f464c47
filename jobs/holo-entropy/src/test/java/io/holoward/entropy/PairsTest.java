package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PairsTest {

  /** Each of four features is common; "a" never came with "d". */
  private static final List<Signature> BACKGROUND = background();

  @Test
  void aRareCombinationOfCommonFeaturesStandsOutByItsPairAlone() {
    Signature combination = Signature.of("a", "d");
    assertThat(score(combination, false).outlier()).isFalse();
    AlarmScore score = score(combination, true);
    assertThat(score.outlier()).isTrue();
    assertThat(score.known()).isFalse();
    FeatureContribution first = score.contributions().get(0);
    assertThat(first.feature()).isEqualTo("a∧d");
    assertThat(first.recordsWithFeature()).isZero();
    assertThat(first.records()).isEqualTo(BACKGROUND.size());
  }

  @Test
  void aContributionOfAPairSaysHowManyRecordsShowBoth() {
    FeatureContribution pair =
        score(Signature.of("a", "b"), true).contributions().stream()
            .filter(contribution -> Pairs.isPair(contribution.feature()))
            .findAny()
            .orElseThrow();
    assertThat(pair.feature()).isEqualTo("a∧b");
    assertThat(pair.value()).isTrue();
    assertThat(pair.recordsWithFeature()).isEqualTo(100);
  }

  @Test
  void aNewFeatureGoesBeforeItsPairsWhichAreAsNew() {
    assertThat(score(Signature.of("a", "new"), true).contributions())
        .extracting(FeatureContribution::feature)
        .containsExactly("new", "a∧new", "a");
  }

  @Test
  void aMissingPairIsNotToldBesideTheMissingFeature() {
    ScoringRules full = rules(ScoredColumns.FULL, true);
    assertThat(seal(full).score(Signature.of("a")).contributions())
        .extracting(FeatureContribution::feature)
        .containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  /** A pair is TRUE in no more records than its features are. */
  @Test
  void whatIsMissingWeighsTheMoreTheMoreRecordsHaveIt() {
    for (int records : new int[] {2, 3, 10, 101, 1000}) {
      long[] trueCounts = LongStream.range(0, records).toArray();
      double[] missing = ColumnTerms.of(trueCounts, records).whenFalse;
      assertThat(missing).isSorted();
      assertThat(missing[records - 1]).isPositive();
    }
  }

  @Test
  void aNameIsTakenApartIntoItsFeatures() {
    assertThat(Pairs.name("outgoingA", "outgoingB")).isEqualTo("outgoingA∧outgoingB");
    assertThat(Pairs.parts("outgoingA∧outgoingB")).containsExactly("outgoingA", "outgoingB");
    assertThat(Pairs.parts("outgoingA")).containsExactly("outgoingA");
    assertThat(Pairs.isPair("outgoingA∧outgoingB")).isTrue();
    assertThat(Pairs.isPair("outgoingA")).isFalse();
  }

  @Test
  void aRecordOfManyFeaturesHasNoPair() {
    assertThat(score(features(8), true).contributions()).hasSize(8 + 28);
    assertThat(score(features(9), true).contributions()).hasSize(9);
  }

  @Test
  void theStatesTellOfTheirFeaturesAndAreStoredByThem() {
    IntendedStates paired = seal(rules(ScoredColumns.TRUE_ONLY, true));
    IntendedStates plain = seal(rules(ScoredColumns.TRUE_ONLY, false));
    assertThat(paired.summaries().get(0).columns())
        .isEqualTo(plain.summaries().get(0).columns())
        .hasSize(4);
    assertThat(paired.summaries().get(0).signatures())
        .isEqualTo(plain.summaries().get(0).signatures());
    assertThat(paired.toBytes()).isEqualTo(plain.toBytes());
    assertThat(paired.distinct()).isEqualTo(2);
  }

  @Test
  void theContentHashTellsWhetherPairsCount() {
    assertThat(seal(rules(ScoredColumns.TRUE_ONLY, true)).contentHash())
        .isNotEqualTo(seal(rules(ScoredColumns.TRUE_ONLY, false)).contentHash());
  }

  private static Signature features(int size) {
    return Signature.of(IntStream.range(0, size).mapToObj(i -> "feature" + i).toList());
  }

  private static AlarmScore score(Signature alarm, boolean pairs) {
    return seal(rules(ScoredColumns.TRUE_ONLY, pairs)).score(alarm);
  }

  private static List<Signature> background() {
    List<Signature> records = new ArrayList<>();
    records.addAll(Collections.nCopies(100, Signature.of("a", "b")));
    records.addAll(Collections.nCopies(100, Signature.of("c", "d")));
    return records;
  }

  private static IntendedStates seal(ScoringRules rules) {
    return IntendedStates.seal(BruteForce.counts(BACKGROUND), SealingRules.DEFAULT, rules);
  }

  private static ScoringRules rules(ScoredColumns columns, boolean pairs) {
    return new ScoringRules(
        columns,
        ScoreStatistics.AUGMENTED,
        ScoreAnchor.EXTENDED,
        new ThresholdRule.MeanStd(3),
        ScoreRange.DEFAULT,
        0,
        pairs);
  }
}
