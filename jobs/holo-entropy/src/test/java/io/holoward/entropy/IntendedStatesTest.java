package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntendedStatesTest {

  private static final ScoringRules FEATURES_ALONE = trueOnly(ScoreStatistics.AUGMENTED);

  @Test
  void aSpreadOfZeroStaysZeroWhateverTheNumbers() {
    RecordCounts counts = new RecordCounts(10);
    counts.add(Signature.of("a"), 500_000);
    counts.add(Signature.of("b"), 500_000);
    AlarmScore score = seal(counts, trueOnly(ScoreStatistics.BASELINE)).score(Signature.of("a"));
    assertThat(score.standardDeviation()).isLessThan(1e-12);
    assertThat(score.mean()).isGreaterThan(0.4);
  }

  @Test
  void withSoFewRecordsNothingCanBeAnOutlier() {
    ThresholdRule rule = new ThresholdRule.MeanStd(2);
    for (int n : new int[] {0, 1, 2, 4}) {
      AlarmScore score = oddOneOut(n, rule);
      assertThat(score.outlier()).as("%d records", n).isFalse();
      assertThat(score.canDetect()).as("%d records", n).isFalse();
    }
    assertThat(oddOneOut(5, rule).outlier()).isTrue();
    assertThat(oddOneOut(6, rule).canDetect()).isTrue();
  }

  @Test
  void withTheDefaultOfThreeDeviationsTenRecordsAreTheLeast() {
    assertThat(oddOneOut(9, new ThresholdRule.MeanStd(3)).canDetect()).isFalse();
    assertThat(oddOneOut(10, new ThresholdRule.MeanStd(3)).canDetect()).isTrue();
    assertThat(seal(Collections.nCopies(9, Signature.of("a")), ScoringRules.DEFAULT).canDetect())
        .isFalse();
    assertThat(seal(Collections.nCopies(10, Signature.of("a")), ScoringRules.DEFAULT).canDetect())
        .isTrue();
  }

  @Test
  void scoringDoesNotTeach() {
    IntendedStates states = seal(background(), ScoringRules.DEFAULT);
    byte[] before = states.toBytes();
    Signature attack = Signature.of("new", "newer", "newest");
    AlarmScore first = states.score(attack);
    for (int i = 0; i < 1000; i++) {
      states.score(attack);
    }
    assertThat(states.score(attack)).isEqualTo(first);
    assertThat(first.outlier()).isTrue();
    assertThat(states.toBytes()).isEqualTo(before);
    assertThat(states.knows(attack)).isFalse();
  }

  @Test
  void aScoreIsTheSameWhetherItIsRememberedOrNot() {
    IntendedStates states = seal(background(), ScoringRules.DEFAULT);
    List<Signature> alarms =
        BruteForce.randomRecords(new Random(46), 9000, 16).stream().distinct().toList();
    assertThat(alarms).hasSizeGreaterThan(2048);
    List<AlarmScore> first = alarms.stream().map(states::score).toList();
    assertThat(alarms.stream().map(states::score)).isEqualTo(first);
    assertThat(states.score(alarms.get(0))).isNotSameAs(first.get(0));
    Signature last = alarms.get(alarms.size() - 1);
    assertThat(states.score(last)).isSameAs(states.score(last));
  }

  @Test
  void aRememberedScoreAllocatesNothing() {
    IntendedStates states = seal(background(), ScoringRules.DEFAULT);
    Signature alarm = Signature.of("feature0", "new");
    states.score(alarm);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      states.score(alarm);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(100_000);
  }

  @Test
  void theContributionsAddUpToTheOutlierFactorAndAreOrdered() {
    for (ScoringRules rules : IntendedStatesDefinitionTest.rules()) {
      IntendedStates states = seal(background(), rules);
      for (Signature alarm : BruteForce.randomRecords(new Random(47), 50, 10)) {
        AlarmScore score = states.score(alarm);
        List<FeatureContribution> parts = score.contributions();
        double sum = parts.stream().mapToDouble(FeatureContribution::contribution).sum();
        assertThat(sum).isCloseTo(score.outlierFactor(), within(1e-10));
        assertThat(parts)
            .isSortedAccordingTo(
                Comparator.comparingDouble((FeatureContribution p) -> -p.contribution())
                    .thenComparing(FeatureContribution::feature));
      }
    }
  }

  @Test
  void aContributionSaysHowManyRecordsHadTheFeatureAndWhatEachGainIs() {
    List<Signature> records = new ArrayList<>(Collections.nCopies(15, Signature.of("a")));
    records.addAll(Collections.nCopies(5, Signature.of("a", "b")));
    AlarmScore score = seal(records, FEATURES_ALONE).score(Signature.of("b", "c"));
    assertThat(score.contributions())
        .extracting(FeatureContribution::feature)
        .containsExactly("c", "b");
    FeatureContribution b = score.contributions().get(1);
    assertThat(b.recordsWithFeature()).isEqualTo(5);
    assertThat(b.records()).isEqualTo(20);
    assertThat(b.entropyGain())
        .isCloseTo(Entropy.ofBoolean(6, 21) - Entropy.ofBoolean(5, 20), within(1e-14));
    assertThat(b.removalGain())
        .isCloseTo(Entropy.ofBoolean(6, 21) - Entropy.ofBoolean(5, 21), within(1e-14));
    assertThat(score.contributions().get(0).recordsWithFeature()).isZero();
    assertThat(score.alarmEntropyGain())
        .isCloseTo(b.entropyGain() + Entropy.ofBoolean(1, 21), within(1e-14));
    assertThat(score.maxFeatureRemovalGain())
        .isCloseTo(
            Math.max(b.removalGain(), score.contributions().get(0).removalGain()), within(1e-14));
  }

  @Test
  void anAlarmWhoseFeaturesLowerNoEntropyIsNoOutlierUnderTheFirstClaim() {
    ScoringRules usual = FEATURES_ALONE;
    Signature attack = Signature.of("new");
    double gain = seal(background(), usual).score(attack).maxFeatureRemovalGain();
    assertThat(gain).isPositive();
    assertThat(seal(background(), withGain(usual, gain)).score(attack).outlier()).isTrue();
    AlarmScore stricter = seal(background(), withGain(usual, gain * 1.01)).score(attack);
    assertThat(stricter.outlier()).isFalse();
    assertThat(stricter.score()).isEqualTo(50);
  }

  @Test
  void theNearestOfSeveralStatesDecides() {
    List<Signature> records = new ArrayList<>();
    records.addAll(Collections.nCopies(70, Signature.of("a", "b")));
    records.addAll(Collections.nCopies(10, Signature.of("a")));
    records.addAll(Collections.nCopies(20, Signature.of("p", "q")));
    IntendedStates states =
        IntendedStates.seal(
            BruteForce.counts(records),
            new SealingRules(OutlierRemoval.NONE, 0.5, 4),
            ScoringRules.DEFAULT);
    assertThat(states.states()).isEqualTo(2);
    assertThat(states.summaries()).extracting(StateSummary::records).containsExactly(80L, 20L);
    assertThat(states.records()).isEqualTo(100);
    assertThat(states.distinct()).isEqualTo(3);

    AlarmScore known = states.score(Signature.of("p", "q"));
    assertThat(known.state()).isEqualTo(1);
    assertThat(known.states()).isEqualTo(2);
    assertThat(known.records()).isEqualTo(20);
    assertThat(known.known()).isTrue();
    assertThat(known.outlier()).isFalse();
    assertThat(states.score(Signature.of("x")).outlier()).isTrue();
  }

  @Test
  void amongEquallyFarStatesTheSmallerFactorAndThenTheFirstDecides() {
    SortedMap<Signature, Long> large = new TreeMap<>(Map.of(Signature.of("a"), 50L));
    SortedMap<Signature, Long> small = new TreeMap<>(Map.of(Signature.of("b"), 20L));
    Signature alarm = Signature.of("x");
    assertThat(nearest(alarm, large, small)).isEqualTo(1);
    assertThat(nearest(alarm, small, large)).isEqualTo(0);
    assertThat(nearest(alarm, small, small)).isEqualTo(0);
  }

  @SafeVarargs
  private static int nearest(Signature alarm, SortedMap<Signature, Long>... states) {
    return IntendedStates.of(List.of(states), List.of(), trueOnly(ScoreStatistics.BASELINE))
        .score(alarm)
        .state();
  }

  @Test
  void withoutASpreadAnythingNewIsInfinitelyFar() {
    IntendedStates states =
        seal(Collections.nCopies(50, Signature.of("a")), trueOnly(ScoreStatistics.BASELINE));
    assertThat(states.score(Signature.of("a")).zScore()).isZero();
    assertThat(states.score(Signature.of("b")).zScore()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(states.score(Signature.of("b")).score()).isEqualTo(100);
  }

  @Test
  void theSummaryDescribesTheStateWithoutAnyAlarm() {
    List<Signature> records = background();
    StateSummary summary = seal(records, FEATURES_ALONE).summaries().get(0);
    double[] factors = BruteForce.factors(records, ScoredColumns.TRUE_ONLY);
    double[] spread = BruteForce.meanAndDeviation(factors);
    assertThat(summary.records()).isEqualTo(records.size());
    assertThat(summary.signatures()).isEqualTo(BruteForce.counted(records));
    assertThat(summary.mean()).isCloseTo(spread[0], within(1e-10));
    assertThat(summary.standardDeviation()).isCloseTo(spread[1], within(1e-10));
    assertThat(summary.threshold()).isCloseTo(spread[0] + 3 * spread[1], within(1e-10));
    assertThat(summary.min()).isCloseTo(Arrays.stream(factors).min().orElseThrow(), within(1e-10));
    assertThat(summary.max()).isCloseTo(Arrays.stream(factors).max().orElseThrow(), within(1e-10));
    assertThat(summary.columns()).allMatch(c -> c.weight() <= 1 && c.weight() >= 2.0 / 3 - 1e-12);
  }

  @Test
  void theContentHashFollowsTheRecordsAndTheRules() {
    IntendedStates states = seal(background(), ScoringRules.DEFAULT);
    List<Signature> more = new ArrayList<>(background());
    more.add(Signature.of("a"));
    assertThat(states.contentHash()).matches("[0-9a-f]{32}");
    assertThat(seal(background(), ScoringRules.DEFAULT).contentHash())
        .isEqualTo(states.contentHash());
    assertThat(seal(more, ScoringRules.DEFAULT).contentHash()).isNotEqualTo(states.contentHash());
    assertThat(
            IntendedStatesDefinitionTest.rules().stream()
                .map(r -> seal(background(), r).contentHash()))
        .doesNotHaveDuplicates();
  }

  private static AlarmScore oddOneOut(int records, ThresholdRule rule) {
    ScoringRules rules =
        new ScoringRules(
            ScoredColumns.FULL,
            ScoreStatistics.AUGMENTED,
            ScoreAnchor.EXTENDED,
            rule,
            ScoreRange.DEFAULT,
            0,
            false);
    return seal(Collections.nCopies(records, Signature.of("a")), rules).score(Signature.of("b"));
  }

  private static List<Signature> background() {
    List<Signature> records = new ArrayList<>(BruteForce.randomRecords(new Random(48), 200, 6));
    records.addAll(Collections.nCopies(300, Signature.of("feature0", "feature1")));
    return records;
  }

  private static ScoringRules trueOnly(ScoreStatistics statistics) {
    return new ScoringRules(
        ScoredColumns.TRUE_ONLY,
        statistics,
        ScoreAnchor.EXTENDED,
        new ThresholdRule.MeanStd(3),
        ScoreRange.DEFAULT,
        0,
        false);
  }

  private static ScoringRules withGain(ScoringRules rules, double gain) {
    return new ScoringRules(
        rules.columns(),
        rules.statistics(),
        rules.anchor(),
        rules.threshold(),
        rules.range(),
        gain,
        rules.pairs());
  }

  private static IntendedStates seal(List<Signature> records, ScoringRules rules) {
    return seal(BruteForce.counts(records), rules);
  }

  private static IntendedStates seal(RecordCounts counts, ScoringRules rules) {
    return IntendedStates.seal(counts, SealingRules.DEFAULT, rules);
  }
}
