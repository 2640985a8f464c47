package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReachTest {

  private static final Configuration DEFAULTS = Configuration.of();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "score.threshold.k",
        "score.columns",
        "alarm.raise",
        "severity.high",
        "responses.rules",
        "population.ready-after",
        "pending.max-age"
      })
  void whatSpeaksOfSealedModelsTouchesScoringOnly(String key) {
    assertThat(KeyReach.of(key, DEFAULTS)).isEqualTo(KeyReach.SCORING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record",
        "window.size",
        "promotion.floor",
        "states.removal",
        "flows.rtt.k",
        "novelty.horizon",
        "novelty.max-services",
        "population.min-records"
      })
  void whatDecidesWhatIsLearnedTouchesLearning(String key) {
    assertThat(KeyReach.of(key, DEFAULTS)).isEqualTo(KeyReach.LEARNING);
  }

  @Test
  void aThresholdThatTakesRecordsOutOfModelsTouchesLearning() {
    Configuration removing = Configuration.of("states.removal=ss");
    assertThat(KeyReach.of("score.threshold.k", removing)).isEqualTo(KeyReach.LEARNING);
    assertThat(KeyReach.of("score.columns", removing)).isEqualTo(KeyReach.LEARNING);
    assertThat(KeyReach.of("score.anchor", removing)).isEqualTo(KeyReach.SCORING);
  }

  @Test
  void whatDecidesHowRecordsAreReadTouchesReading() {
    assertThat(KeyReach.of("organisation", DEFAULTS)).isEqualTo(KeyReach.READING);
    assertThat(KeyReach.of("time.max-ahead", DEFAULTS)).isEqualTo(KeyReach.READING);
  }
}
