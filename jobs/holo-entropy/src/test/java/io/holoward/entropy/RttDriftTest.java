package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RttDriftTest {

  private static final int WEEK = 7 * 24 * 60;
  private static final double GROWTH = Math.log(1.005);

  @Test
  void reportsAreThoseOfTheDefinition() {
    Random random = new Random(91);
    int reports = 0;
    for (int round = 0; round < 60; round++) {
      DriftRules rules =
          new DriftRules(
              2 + random.nextInt(30),
              random.nextDouble(),
              random.nextInt(2) * 0.3,
              2 + random.nextInt(8),
              0.05);
      double slope = (random.nextDouble() - 0.5) * 0.02;
      double[] values =
          values(400, i -> 3 + slope * i + 0.3 * random.nextGaussian() * (i % 50 == 0 ? 4 : 1));
      List<Integer> expected = reportsByDefinition(values, rules);
      assertThat(reports(values, rules)).isEqualTo(expected);
      reports += expected.size();
    }
    assertThat(reports).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 1", "0.3, 2", "0.7, 3"})
  void aLevelThatVariesButStaysIsNeverReported(double deviation, long seed) {
    Random random = new Random(seed);
    double[] values = values(8 * WEEK, i -> deviation * random.nextGaussian());
    assertThat(reports(values, DriftRules.DEFAULT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1, 0.3})
  void aDailyWaveIsNotADrift(double deviation) {
    for (int phase = 0; phase < 1440; phase += 180) {
      Random random = new Random(phase);
      int shift = phase;
      double[] values =
          values(
              2 * WEEK,
              i ->
                  Math.log(1 + 0.2 * Math.sin(2 * Math.PI * (i + shift) / 1440))
                      + deviation * random.nextGaussian());
      assertThat(reports(values, DriftRules.DEFAULT)).isEmpty();
    }
  }

  @Test
  void correlatedValuesAreReportedLessThanOnceInFiveWeeks() {
    int reports = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double[] values = new double[WEEK];
      for (int i = 1; i < WEEK; i++) {
        values[i] = 0.7 * values[i - 1] + 0.7 * Math.sqrt(1 - 0.49) * random.nextGaussian();
      }
      reports += reports(values, DriftRules.DEFAULT).size();
    }
    assertThat(reports).isLessThan(8);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 150", "0.3, 190"})
  void aSlowCreepToFiveTimesTheLevelIsReportedInItsFirstHalf(double deviation, int latest) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      for (int direction : new int[] {1, -1}) {
        double[] values =
            values(
                200 + 330,
                i -> direction * GROWTH * Math.max(0, i - 200) + deviation * random.nextGaussian());
        List<Integer> reports = reports(values, DriftRules.DEFAULT);
        assertThat(reports.get(0)).isBetween(200, 200 + latest);
      }
    }
  }

  @Test
  void aDriftThatGoesOnIsReportedAgainAndALevelThatStaysIsNot() {
    Random random = new Random(92);
    double[] values =
        values(
            4000, i -> GROWTH * Math.min(1000, Math.max(0, i - 200)) + 0.1 * random.nextGaussian());
    List<Integer> reports = reports(values, DriftRules.DEFAULT);
    assertThat(reports).hasSizeGreaterThanOrEqualTo(4);
    assertThat(reports.get(reports.size() - 1)).isLessThan(1400);
  }

  @Test
  void aReportTellsWhereTheDriftCameFromAndLedTo() {
    RttDrift drift = new RttDrift(DriftRules.DEFAULT);
    int i = 0;
    while (!drift.observe(2 + GROWTH * Math.max(0, i - 100))) {
      i++;
    }
    assertThat(drift.referenceMean()).isCloseTo(2, within(1e-9));
    assertThat(drift.level()).isBetween(2.5, 2 + GROWTH * (i - 100));
    assertThat(drift.observe(9)).isFalse();
    assertThat(drift.referenceMean()).isEqualTo(9);
    assertThat(drift.level()).isEqualTo(9);
  }

  @Test
  void afterARestartThePastDoesNotCount() {
    RttDrift drift = new RttDrift(DriftRules.DEFAULT);
    for (int i = 0; i < 100; i++) {
      assertThat(drift.observe(i % 2)).isFalse();
    }
    drift.restart();
    for (int i = 0; i < 1000; i++) {
      assertThat(drift.observe(5 + i % 2)).isFalse();
    }
  }

  @Test
  void aRestoredDriftGoesOnWhereverItWasStored() {
    Random random = new Random(93);
    double[] values = values(900, i -> GROWTH * i + 0.2 * random.nextGaussian());
    RttDrift kept = new RttDrift(DriftRules.DEFAULT);
    RttDrift restored = new RttDrift(DriftRules.DEFAULT);
    for (double value : values) {
      assertThat(restored.observe(value)).isEqualTo(kept.observe(value));
      restored = RttDrift.fromBytes(restored.toBytes(), DriftRules.DEFAULT);
      assertThat(restored.level()).isEqualTo(kept.level());
    }
    assertThat(restored.toBytes()).isEqualTo(kept.toBytes());
  }

  @Test
  void rulesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new DriftRules(1, 1, 0, 10, 0.05)).hasMessageContaining("reference");
    assertThatThrownBy(() -> new DriftRules(100, -1, 0, 10, 0.05)).hasMessageContaining("slack");
    assertThatThrownBy(() -> new DriftRules(100, 1, Double.NaN, 10, 0.05))
        .hasMessageContaining("slackFloor");
    assertThatThrownBy(() -> new DriftRules(100, 1, 0, 0, 0.05)).hasMessageContaining("limit");
    assertThatThrownBy(() -> new DriftRules(100, 1, 0, 10, 0))
        .hasMessageContaining("deviationFloor");
  }

  private static double[] values(int count, IntToDoubleFunction value) {
    double[] values = new double[count];
    Arrays.setAll(values, value);
    return values;
  }

  private static List<Integer> reports(double[] values, DriftRules rules) {
    RttDrift drift = new RttDrift(rules);
    List<Integer> reports = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (drift.observe(values[i])) {
        reports.add(i);
      }
    }
    return reports;
  }

  /**
   * The sum of a side is the largest of the sums over any row of values that ends now; the series
   * is cut after each report.
   */
  private static List<Integer> reportsByDefinition(double[] values, DriftRules rules) {
    List<Integer> reports = new ArrayList<>();
    int begin = 0;
    for (int end = 0; end < values.length; end++) {
      int compared = begin + rules.reference();
      if (end >= compared) {
        double[] reference = Arrays.copyOfRange(values, begin, compared);
        double[] spread = BruteForce.meanAndDeviation(reference);
        double deviation = Math.max(spread[1], rules.deviationFloor());
        double slack = Math.max(rules.slack() * deviation, rules.slackFloor());
        double up = 0;
        double down = 0;
        double largest = 0;
        for (int i = end; i >= compared; i--) {
          up += (values[i] - spread[0] - slack) / deviation;
          down += (spread[0] - values[i] - slack) / deviation;
          largest = Math.max(largest, Math.max(up, down));
        }
        if (largest > rules.limit()) {
          reports.add(end);
          begin = end + 1;
        }
      }
    }
    return reports;
  }
}
