package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scoring with pairs is scoring records that hold their pairs as columns, under every combination
 * of rules.
 */
class PairsDefinitionTest {

  private static final double TOLERANCE = 1e-9;

  static List<ScoringRules> rules() {
    List<ScoringRules> all = new ArrayList<>();
    for (ScoreAnchor anchor : ScoreAnchor.values()) {
      for (ScoringRules plain : IntendedStatesDefinitionTest.rules()) {
        all.add(rules(plain, anchor, true));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void anAlarmScoresAsTheDefinitionSaysOfExtendedRecords(ScoringRules rules) {
    Random random = new Random(51);
    for (int round = 0; round < 60; round++) {
      int columns = 3 + random.nextInt(12);
      List<Signature> records = BruteForce.randomRecords(random, 1 + random.nextInt(40), columns);
      Signature alarm = BruteForce.randomRecords(random, 1, columns + 3).get(0);
      AlarmScore score =
          IntendedStates.seal(BruteForce.counts(records), SealingRules.DEFAULT, rules).score(alarm);
      IntendedStatesDefinitionTest.compareWithTheDefinition(
          BruteForce.extended(records), BruteForce.extended(alarm), rules, score);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyFigureIsThatOfExtendedRecordsWhateverIsRemovedAndHoweverManyStates(ScoringRules rules) {
    Random random = new Random(52);
    for (OutlierRemoval removal : OutlierRemoval.values()) {
      for (int states = 1; states <= 4; states++) {
        for (int round = 0; round < 3; round++) {
          List<Signature> records = severalKinds(random);
          SealingRules sealing = new SealingRules(removal, 0.5, states);
          IntendedStates paired = IntendedStates.seal(BruteForce.counts(records), sealing, rules);
          IntendedStates extended = extendedStates(records, sealing, rules);
          compareSummaries(paired, extended);
          for (Signature alarm : BruteForce.randomRecords(random, 4, 14)) {
            compare(paired.score(alarm), extended.score(BruteForce.extended(alarm)));
          }
        }
      }
    }
  }

  @Test
  void theRecordsOfTheseTestsAreRichEnough() {
    Random random = new Random(52);
    int manyStates = 0;
    int removed = 0;
    int beyondTheBound = 0;
    for (int round = 0; round < 40; round++) {
      List<Signature> records = severalKinds(random);
      beyondTheBound += records.stream().anyMatch(r -> r.size() > Pairs.MOST_TRUE) ? 1 : 0;
      IntendedStates states =
          IntendedStates.seal(
              BruteForce.counts(records),
              new SealingRules(OutlierRemoval.STEP_BY_STEP, 0.5, 4),
              rules().get(0));
      manyStates += states.states() > 1 ? 1 : 0;
      removed += states.removedRecords() > 0 ? 1 : 0;
    }
    assertThat(List.of(manyStates, removed, beyondTheBound)).allMatch(rounds -> rounds > 10);
  }

  /** Groups the records by their features, extends them, and takes the outliers out of these. */
  private static IntendedStates extendedStates(
      List<Signature> records, SealingRules sealing, ScoringRules rules) {
    List<Signature> distinct = records.stream().sorted().distinct().toList();
    int[] group = new int[distinct.size()];
    if (sealing.maxStates() > 1 && distinct.size() > 1) {
      group = BernoulliMixture.fit(BruteForce.counts(records), sealing.maxStates()).assignment();
    }
    Map<Integer, List<Signature>> groups = new TreeMap<>();
    for (Signature record : records.stream().sorted().toList()) {
      groups.computeIfAbsent(group[distinct.indexOf(record)], g -> new ArrayList<>()).add(record);
    }
    List<SortedMap<Signature, Long>> states =
        groups.values().stream()
            .map(members -> remaining(members, sealing, rules))
            .sorted(
                Comparator.comparingInt((List<Signature> members) -> -members.size())
                    .thenComparing(members -> members.get(0)))
            .map(members -> BruteForce.counted(BruteForce.extended(members)))
            .toList();
    return IntendedStates.of(states, List.of(), rules(rules, rules.anchor(), false));
  }

  private static List<Signature> remaining(
      List<Signature> members, SealingRules sealing, ScoringRules rules) {
    return OutlierFactors.remove(
            BruteForce.extended(members),
            rules.columns(),
            rules.threshold(),
            sealing.removal(),
            sealing.maxRemovedShare())
        .remaining()
        .stream()
        .map(members::get)
        .toList();
  }

  private static void compareSummaries(IntendedStates paired, IntendedStates extended) {
    assertThat(paired.states()).isEqualTo(extended.states());
    for (int state = 0; state < paired.states(); state++) {
      StateSummary actual = paired.summaries().get(state);
      StateSummary expected = extended.summaries().get(state);
      assertThat(actual.records()).isEqualTo(expected.records());
      assertClose(actual.mean(), expected.mean());
      assertClose(actual.standardDeviation(), expected.standardDeviation());
      assertClose(actual.threshold(), expected.threshold());
      assertClose(actual.min(), expected.min());
      assertClose(actual.max(), expected.max());
    }
  }

  private static void compare(AlarmScore actual, AlarmScore expected) {
    assertThat(actual.state()).isEqualTo(expected.state());
    assertThat(actual.outlier()).isEqualTo(expected.outlier());
    assertThat(actual.canDetect()).isEqualTo(expected.canDetect());
    assertThat(actual.known()).isEqualTo(expected.known());
    assertThat(actual.records()).isEqualTo(expected.records());
    assertClose(actual.score(), expected.score());
    assertClose(actual.outlierFactor(), expected.outlierFactor());
    assertClose(actual.outlierFactorRaw(), expected.outlierFactorRaw());
    assertClose(actual.zScore(), expected.zScore());
    assertClose(actual.threshold(), expected.threshold());
    assertClose(actual.outlierFactorMin(), expected.outlierFactorMin());
    assertClose(actual.outlierFactorMax(), expected.outlierFactorMax());
    assertClose(actual.mean(), expected.mean());
    assertClose(actual.standardDeviation(), expected.standardDeviation());
    assertClose(actual.alarmEntropyGain(), expected.alarmEntropyGain());
    assertClose(actual.holoEntropyGain(), expected.holoEntropyGain());
    assertClose(actual.maxFeatureRemovalGain(), expected.maxFeatureRemovalGain());
    compareContributions(actual.contributions(), expected.contributions());
  }

  /** A missing pair counts, but is not told beside the feature that is missing. */
  private static void compareContributions(
      List<FeatureContribution> actual, List<FeatureContribution> expected) {
    List<FeatureContribution> told =
        expected.stream().filter(part -> part.value() || !Pairs.isPair(part.feature())).toList();
    assertThat(actual).extracting(FeatureContribution::feature).isEqualTo(names(told));
    for (int i = 0; i < told.size(); i++) {
      FeatureContribution is = actual.get(i);
      FeatureContribution should = told.get(i);
      assertThat(is.value()).isEqualTo(should.value());
      assertThat(is.recordsWithFeature()).isEqualTo(should.recordsWithFeature());
      assertClose(is.contribution(), should.contribution());
      assertClose(is.entropyGain(), should.entropyGain());
      assertClose(is.removalGain(), should.removalGain());
    }
  }

  private static List<String> names(List<FeatureContribution> contributions) {
    return contributions.stream().map(FeatureContribution::feature).toList();
  }

  private static void assertClose(double actual, double expected) {
    if (Double.isFinite(expected)) {
      assertThat(actual).isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  /** Records of two kinds that hardly share a feature, a few with many features among them. */
  private static List<Signature> severalKinds(Random random) {
    List<Signature> records = new ArrayList<>(BruteForce.randomRecords(random, 25, 7));
    for (Signature other : BruteForce.randomRecords(random, 15, 6)) {
      records.add(Signature.of(other.features().stream().map(f -> "other" + f).toList()));
    }
    Signature many =
        Signature.of(
            IntStream.range(0, 7 + random.nextInt(4)).mapToObj(i -> "feature" + i).toList());
    records.addAll(Collections.nCopies(1 + random.nextInt(2), many));
    return records;
  }

  private static ScoringRules rules(ScoringRules like, ScoreAnchor anchor, boolean pairs) {
    return new ScoringRules(
        like.columns(),
        like.statistics(),
        anchor,
        like.threshold(),
        like.range(),
        like.minFeatureRemovalGain(),
        pairs);
  }
}
