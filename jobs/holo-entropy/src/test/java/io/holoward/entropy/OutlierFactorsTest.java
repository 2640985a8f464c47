package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutlierFactorsTest {

  @ParameterizedTest
  @EnumSource
  void theFactorsAreThoseOfTheDefinition(ScoredColumns scored) {
    Random random = new Random(21);
    for (int round = 0; round < 200; round++) {
      List<Signature> records = BruteForce.randomRecords(random, 1 + random.nextInt(60), 9);
      double[] expected = BruteForce.factors(records, scored);
      assertThat(OutlierFactors.ofRecords(records, scored).shifted())
          .containsExactly(expected, within(1e-10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfTheRecordsDoesNotMatter(ScoredColumns scored) {
    List<Signature> records = BruteForce.randomRecords(new Random(22), 80, 10);
    double[] factors = OutlierFactors.ofRecords(records, scored).shifted();
    List<Integer> order = new ArrayList<>(IntStream.range(0, records.size()).boxed().toList());
    Collections.shuffle(order, new Random(23));
    double[] shuffled =
        OutlierFactors.ofRecords(order.stream().map(records::get).toList(), scored).shifted();
    for (int i = 0; i < shuffled.length; i++) {
      assertThat(shuffled[i]).isEqualTo(factors[order.get(i)]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void constantColumnsAddNothing(ScoredColumns scored) {
    List<Signature> records = BruteForce.randomRecords(new Random(24), 50, 8);
    List<Signature> extended =
        records.stream()
            .map(
                record -> {
                  List<String> features = new ArrayList<>(record.features());
                  features.add("always");
                  return Signature.of(features);
                })
            .toList();
    assertThat(OutlierFactors.ofRecords(extended, scored, List.of("never")).shifted())
        .containsExactly(OutlierFactors.ofRecords(records, scored).shifted(), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void oneRecordOrManyEqualOnesHaveFactorZero(ScoredColumns scored) {
    for (int size : new int[] {0, 1, 2, 5, 6}) {
      List<Signature> records = Collections.nCopies(size, Signature.of("a", "b"));
      assertThat(OutlierFactors.ofRecords(records, scored).shifted())
          .containsOnly(new double[size]);
    }
  }

  @Test
  void rowsOfTwoValuesScoreLikeBooleanRecordsOverAllColumns() {
    List<Signature> records = BruteForce.randomRecords(new Random(25), 70, 7);
    List<List<String>> rows = new ArrayList<>();
    for (Signature record : records) {
      rows.add(
          IntStream.range(0, 7)
              .mapToObj(j -> record.contains("feature" + j) ? "yes" : "no")
              .toList());
    }
    double[] ofRows = OutlierFactors.ofRows(rows).shifted();
    assertThat(ofRows)
        .containsExactly(
            OutlierFactors.ofRecords(records, ScoredColumns.FULL).shifted(), within(1e-12));
    assertThat(Arrays.stream(ofRows).max().orElseThrow()).isPositive();
  }

  @Test
  void theShiftedFactorsRankAsTheRawOnes() {
    List<List<String>> rows =
        BruteForce.randomRecords(new Random(26), 40, 5).stream()
            .map(r -> List.of(String.valueOf(r.size()), r.contains("feature0") ? "x" : "y"))
            .toList();
    OutlierFactors factors = OutlierFactors.ofRows(rows);
    double shift = factors.shifted()[0] - factors.raw()[0];
    for (int i = 0; i < rows.size(); i++) {
      assertThat(factors.shifted()[i] - factors.raw()[i]).isCloseTo(shift, within(1e-12));
    }
  }

  @Test
  void rowsOfUnequalLengthAreRefused() {
    assertThatThrownBy(() -> OutlierFactors.ofRows(List.of(List.of("a", "b"), List.of("a"))))
        .hasMessageContaining("row 2 has 1 columns");
  }

  @Test
  void theRecordsAboveTheThresholdAreNamed() {
    List<Signature> records = new ArrayList<>(Collections.nCopies(20, Signature.of("a")));
    records.add(7, Signature.of("b"));
    OutlierFactors factors = OutlierFactors.ofRecords(records, ScoredColumns.TRUE_ONLY);
    double threshold = factors.threshold(new ThresholdRule.MeanStd(3));
    assertThat(factors.above(threshold)).containsExactly(7);
  }
}
