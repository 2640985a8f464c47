package io.holoward.detection.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.entropy.ScoreRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityThresholdsTest {

  private final SeverityThresholds thresholds = new SeverityThresholds(0.5, 0.8);

  @ParameterizedTest
  @CsvSource({
    "50, 100, 50, MEDIUM",
    "50, 100, 74.9, MEDIUM",
    "50, 100, 75, HIGH",
    "50, 100, 90, CRITICAL",
    "100, 20, 100, MEDIUM",
    "100, 20, 60, HIGH",
    "100, 20, 20, CRITICAL",
    "7, 7, 7, CRITICAL"
  })
  void anAbnormalScoreIsJudgedByItsPlaceInTheAbnormalRange(
      double low, double high, double score, Severity severity) {
    assertThat(thresholds.severity(Verdict.ABNORMAL, score, new ScoreRange(0, 50, low, high)))
        .isEqualTo(severity);
  }

  @Test
  void abnormalAlwaysOutranksTheOtherVerdicts() {
    Severity leastAbnormal = thresholds.severity(Verdict.ABNORMAL, 50, ScoreRange.DEFAULT);
    assertThat(leastAbnormal)
        .isGreaterThan(thresholds.severity(Verdict.UNMODELLED, 100, ScoreRange.DEFAULT))
        .isGreaterThan(thresholds.severity(Verdict.NORMAL, 100, ScoreRange.DEFAULT));
  }
}
