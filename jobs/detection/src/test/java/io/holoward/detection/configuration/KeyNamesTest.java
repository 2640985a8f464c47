package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyNamesTest {

  @Test
  void theEndOfAPathStandsForIt() {
    assertThat(KeyNames.complete("threshold.k")).isEqualTo("score.threshold.k");
    assertThat(KeyNames.complete("score.threshold.k")).isEqualTo("score.threshold.k");
    assertThat(KeyNames.complete("record")).isEqualTo("record");
    assertThat(KeyNames.complete("repeat-interval")).isEqualTo("alarm.repeat-interval");
  }

  @Test
  void anEndThatSeveralPathsHaveIsRefused() {
    assertThatThrownBy(() -> KeyNames.complete("k"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "k may be any of score.threshold.k, flows.rtt.k; give more of the name");
  }

  @Test
  void halfANameIsNoEnd() {
    assertThatThrownBy(() -> KeyNames.complete("hreshold.k"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("hreshold.k: unknown key");
  }

  @Test
  void aSectionAndAnUnknownKeyAreRefusedWithAHint() {
    assertThatThrownBy(() -> KeyNames.complete("score.threshold"))
        .hasMessageContaining("expected one of its keys, such as score.threshold.rule");
    assertThatThrownBy(() -> KeyNames.complete("score.treshold.k"))
        .hasMessageContaining("did you mean score.threshold.k?");
    assertThatThrownBy(() -> KeyNames.complete("treshold.k"))
        .hasMessageContaining("did you mean score.threshold.k?");
    assertThatThrownBy(() -> KeyNames.complete("nothing.like-it"))
        .hasMessageContaining("the keys are listed in docs/configuration.md");
  }
}
