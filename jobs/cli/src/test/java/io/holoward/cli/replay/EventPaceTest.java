package io.holoward.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPaceTest {

  private static final Instant BEGIN = Instant.parse("2020-05-01T00:00:00Z");
  private static final Instant END = BEGIN.plus(Duration.ofHours(2));
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  @Test
  void atSixtyAnHourTakesAMinute() {
    EventPace pace = new EventPace(BEGIN, END, 60);

    assertThat(pace.due(BEGIN.toEpochMilli())).isZero();
    assertThat(pace.due(BEGIN.plus(Duration.ofHours(1)).toEpochMilli()))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(pace.length()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void withoutAPaceEverythingIsDueAtOnce() {
    assertThat(new EventPace(BEGIN, END, Double.POSITIVE_INFINITY).length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 60, Double.POSITIVE_INFINITY})
  void movedToNowNoEventLiesAheadOfTheClockWhenItIsSent(double speed) {
    EventPace pace = new EventPace(BEGIN, END, speed);
    EventPace moved = pace.moved(pace.shiftToEndAt(START));

    for (Instant event = moved.begin();
        !event.isAfter(moved.end());
        event = event.plusSeconds(60)) {
      assertThat(START.plus(moved.due(event.toEpochMilli()))).isAfterOrEqualTo(event);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 60, Double.POSITIVE_INFINITY})
  void movedToNowTheRecordingEndsWhenItsLastRecordIsSent(double speed) {
    EventPace pace = new EventPace(BEGIN, END, speed);

    assertThat(pace.moved(pace.shiftToEndAt(START)).end()).isEqualTo(START.plus(pace.length()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void timeDoesNotStandStill(double speed) {
    assertThatThrownBy(() -> new EventPace(BEGIN, END, speed))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
