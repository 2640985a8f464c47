package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sealed states against the definition, under every combination of columns, statistics, rule. */
class IntendedStatesDefinitionTest {

  static List<ScoringRules> rules() {
    List<ScoringRules> all = new ArrayList<>();
    for (ScoredColumns columns : ScoredColumns.values()) {
      for (ScoreStatistics statistics : ScoreStatistics.values()) {
        for (ThresholdRule rule :
            List.of(
                new ThresholdRule.MeanStd(2),
                new ThresholdRule.Lognormal(2, 1),
                new ThresholdRule.FixedK(2))) {
          all.add(
              new ScoringRules(
                  columns, statistics, ScoreAnchor.EXTENDED, rule, ScoreRange.DEFAULT, 0, false));
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void anAlarmScoresAsTheDefinitionSays(ScoringRules rules) {
    Random random = new Random(41);
    for (int round = 0; round < 100; round++) {
      List<Signature> records = BruteForce.randomRecords(random, 1 + random.nextInt(40), 9);
      Signature alarm = BruteForce.randomRecords(random, 1, 12).get(0);
      compareWithTheDefinition(records, alarm, rules, seal(records, rules).score(alarm));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aMillionRecordsByMultiplicityScoreAsAMillionRecords(ScoringRules rules) {
    List<Signature> distinct =
        BruteForce.randomRecords(new Random(42), 12, 8).stream().distinct().toList();
    RecordCounts counts = new RecordCounts(100);
    List<Signature> records = new ArrayList<>();
    for (int i = 0; i < distinct.size(); i++) {
      int times = i == 0 ? 1_000_000 - 100 * (distinct.size() - 1) : 100;
      counts.add(distinct.get(i), times);
      records.addAll(Collections.nCopies(times, distinct.get(i)));
    }
    Signature alarm = Signature.of("feature0", "unheardOf");
    AlarmScore score = IntendedStates.seal(counts, SealingRules.DEFAULT, rules).score(alarm);

    assertThat(score.records()).isEqualTo(1_000_000);
    compareWithTheDefinition(records, alarm, rules, score);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theOrderOfLearningDoesNotMatter(ScoringRules rules) {
    List<Signature> records = new ArrayList<>(BruteForce.randomRecords(new Random(43), 80, 9));
    IntendedStates states = seal(records, rules);
    Collections.shuffle(records, new Random(44));
    IntendedStates shuffled = seal(records, rules);
    for (Signature alarm : BruteForce.randomRecords(new Random(45), 20, 11)) {
      assertThat(shuffled.score(alarm)).isEqualTo(states.score(alarm));
    }
    assertThat(shuffled.contentHash()).isEqualTo(states.contentHash());
  }

  static void compareWithTheDefinition(
      List<Signature> records, Signature alarm, ScoringRules rules, AlarmScore score) {
    List<Signature> together = new ArrayList<>(records);
    together.add(alarm);
    double[] augmented = BruteForce.factors(together, rules.columns());
    double[] reference =
        rules.statistics() == ScoreStatistics.AUGMENTED
            ? augmented
            : BruteForce.factors(records, rules.columns());
    double factor = augmented[records.size()];
    double[] spread = BruteForce.meanAndDeviation(reference);
    double threshold = threshold(reference, rules.threshold());
    assertThat(score.outlierFactor()).isCloseTo(factor, within(1e-10));
    assertThat(score.mean()).isCloseTo(spread[0], within(1e-10));
    assertThat(score.standardDeviation()).isCloseTo(spread[1], within(1e-10));
    assertThat(score.threshold()).isCloseTo(threshold, within(1e-9));
    assertThat(score.outlierFactorMin())
        .isCloseTo(DoubleStream.of(reference).min().orElseThrow(), within(1e-10));
    assertThat(score.outlierFactorMax())
        .isGreaterThanOrEqualTo(DoubleStream.of(reference).max().orElseThrow() - 1e-10);
    if (Math.abs(factor - threshold - ThresholdRule.TOLERANCE) > 1e-9) {
      assertThat(score.outlier()).isEqualTo(factor > threshold);
    }
    assertThat(score.known()).isEqualTo(records.contains(alarm));
  }

  private static double threshold(double[] factors, ThresholdRule rule) {
    if (rule instanceof ThresholdRule.MeanStd meanStd) {
      double[] spread = BruteForce.meanAndDeviation(factors);
      return spread[0] + meanStd.k() * spread[1];
    }
    if (rule instanceof ThresholdRule.Lognormal lognormal) {
      double[] logs = Arrays.stream(factors).map(x -> Math.log(x + lognormal.offset())).toArray();
      double[] spread = BruteForce.meanAndDeviation(logs);
      return Math.exp(spread[0] + lognormal.k() * spread[1]) - lognormal.offset();
    }
    double[] sorted = Arrays.stream(factors).sorted().toArray();
    return sorted[Math.max(0, sorted.length - 1 - ((ThresholdRule.FixedK) rule).k())];
  }

  private static IntendedStates seal(List<Signature> records, ScoringRules rules) {
    return IntendedStates.seal(BruteForce.counts(records), SealingRules.DEFAULT, rules);
  }
}
