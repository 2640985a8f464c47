package io.holoward.benchmarks.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoreAnchor;
import io.holoward.entropy.ScoreRange;
import io.holoward.entropy.ScoreStatistics;
import io.holoward.entropy.ScoredColumns;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import io.holoward.entropy.ThresholdRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecomputationTest {

  private static final int COLUMNS = 60;

  @Test
  void whatTheKernelIsComparedWithComputesTheSame() {
    DrawnRecords drawn = DrawnRecords.of(500, 100, COLUMNS, 1);
    List<boolean[]> records = new ArrayList<>();
    drawn
        .records()
        .forEach(
            (signature, n) -> {
              for (long i = 0; i < n; i++) {
                records.add(PeerBenchmark.columns(signature));
              }
            });
    Recomputation recomputation = new Recomputation(records.toArray(boolean[][]::new));
    ScoringRules withoutPairs =
        new ScoringRules(
            ScoredColumns.TRUE_ONLY,
            ScoreStatistics.AUGMENTED,
            ScoreAnchor.EXTENDED,
            new ThresholdRule.MeanStd(3),
            ScoreRange.DEFAULT,
            0,
            false);
    IntendedStates states = IntendedStates.seal(drawn.counts(), SealingRules.DEFAULT, withoutPairs);

    for (Signature alarm : drawn.alarms().subList(0, 200)) {
      assertThat(recomputation.score(PeerBenchmark.columns(alarm)))
          .isCloseTo(states.score(alarm).zScore(), within(1e-9));
    }
  }

  @Test
  void recordsOfSeveralGroupsShareNoColumn() {
    DrawnRecords drawn = DrawnRecords.of(1_000, 100, COLUMNS, 4);

    assertThat(drawn.records())
        .hasSize(100)
        .allSatisfy((signature, n) -> assertThat(n).isEqualTo(10));
    assertThat(drawn.alarms()).hasSize(DrawnRecords.ALARMS).doesNotHaveDuplicates();
    assertThat(drawn.records().keySet())
        .allSatisfy(
            signature ->
                assertThat(
                        signature.features().stream()
                            .map(f -> Integer.parseInt(f.substring(f.indexOf('_') + 1)) / 15)
                            .distinct())
                    .hasSize(1));
  }
}
