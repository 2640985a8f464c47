package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.cli.UserException;
import io.holoward.cli.demo.Fleet;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedFleetTest {
  private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void allAttacksLieInTheLivePart() {
    Fleet fleet = SimulatedFleet.of(1, Duration.ofSeconds(90), MORNING);
    assertThat(fleet.pace().end()).isEqualTo(Instant.parse("2026-03-01T18:00:00Z"));
    assertThat(fleet.attacks())
        .hasSize(6)
        .allMatch(attack -> attack.start().isAfter(fleet.pace().liveFrom()))
        .allMatch(attack -> !attack.end().isAfter(fleet.pace().end()));
  }

  @Test
  void noEventIsYoungerThanNow() {
    Fleet fleet = SimulatedFleet.of(1, Duration.ofSeconds(20), MORNING);
    long last = 0;
    while (fleet.events().hasNext()) {
      last = fleet.events().next().eventTime();
    }
    assertThat(last)
        .isBetween(fleet.pace().liveFrom().toEpochMilli(), fleet.pace().end().toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({"90s,90", "90,90", "3m,180", "2 min,120", "1h,3600"})
  void aDurationIsUnderstood(String text, long seconds) {
    assertThat(DemoCommand.parseDuration(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5s", "5s", "1d"})
  void whatIsNoDurationOrTooShortIsRefused(String text) {
    assertThatThrownBy(() -> DemoCommand.parseDuration(text)).isInstanceOf(UserException.class);
  }
}
