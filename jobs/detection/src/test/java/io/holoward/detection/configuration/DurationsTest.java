package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0 s,PT0S",
    "250 ms,PT0.25S",
    "90s,PT1M30S",
    "5 min,PT5M",
    "24 h,PT24H",
    "30 d,PT720H",
    "PT1H30M,PT1H30M",
    "P2D,PT48H"
  })
  void aNumberWithItsUnitAndIso8601AreRead(String text, Duration duration) {
    assertThat(Durations.read(text)).isEqualTo(duration);
    assertThat(Durations.read(Durations.write(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({"5", "5 m", "1.5 h", "min", "-1 s", "1 h 30 min", "9999999999999 s"})
  void anythingElseIsNone(String text) {
    assertThat(Durations.read(text)).isNull();
  }

  @Test
  void theLargestWholeUnitIsWritten() {
    assertThat(Durations.write(Duration.ofHours(48))).isEqualTo("48 h");
    assertThat(Durations.write(Duration.ofDays(30))).isEqualTo("30 d");
    assertThat(Durations.write(Duration.ofMillis(1500))).isEqualTo("1500 ms");
  }
}
