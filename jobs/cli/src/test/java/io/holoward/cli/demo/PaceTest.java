package io.holoward.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private final Pace pace = Pace.endingAt(NOON, Duration.ofHours(60), Duration.ofSeconds(90));

  @Test
  void theFirstThirdCoversTheHistory() {
    assertThat(pace.simulatedAfter(Duration.ofSeconds(15)))
        .isEqualTo(pace.start().plus(Duration.ofHours(30)));
    assertThat(pace.simulatedAfter(Duration.ofSeconds(30))).isEqualTo(pace.liveFrom());
  }

  @Test
  void thenASecondIsTenMinutes() {
    assertThat(pace.simulatedAfter(Duration.ofSeconds(31)))
        .isEqualTo(pace.liveFrom().plus(Duration.ofMinutes(10)));
  }

  @Test
  void itEndsAtTheGivenTime() {
    assertThat(pace.simulatedAfter(Duration.ofSeconds(90))).isEqualTo(NOON);
    assertThat(pace.simulated()).isEqualTo(Duration.ofHours(70));
  }
}
