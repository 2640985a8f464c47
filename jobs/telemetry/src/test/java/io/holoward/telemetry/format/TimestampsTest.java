package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2018-09-06 11:27:40.123-08, 2018-09-06T19:27:40.123Z",
    "2018-09-06 11:27:40.1239999-08, 2018-09-06T19:27:40.123Z",
    "2018-09-06 11:27:40+0530, 2018-09-06T05:57:40Z",
    "2018-09-06T11:27:40.5+05:30, 2018-09-06T05:57:40.500Z",
    "2020-02-29 23:59:59Z, 2020-02-29T23:59:59Z",
    "'2020-06-10T02:50:55,662Z', 2020-06-10T02:50:55.662Z"
  })
  void spellingsOfTelemetryAreRead(String text, Instant expected) {
    assertThat(Timestamps.parse(text, false)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2020-06-10",
        "2020-06-10T02:50",
        "2020-06-10T24:00:00Z",
        "2020-06-10T02:60:00Z",
        "2020-06-10T02:50:60Z",
        "2020-00-10T02:50:55Z",
        "2021-02-29T02:50:55Z",
        "1900-02-29T02:50:55Z",
        "2020-06-10T02:50:55.Z",
        "2020-06-10T02:50:55.1Zulu",
        "2020-06-10T02:50:55+1",
        "2020-06-10T02:50:55+19:00",
        "2020-06-10T02:50:55+01:60",
        "2020-06-10T02:50:55 UTC",
        "2020/06/10 02:50:55Z",
        "+020-06-10T02:50:55Z",
        "٢٠٢٠-06-10T02:50:55Z"
      })
  void whatIsNoTimeIsUnreadable(String text) {
    assertThat(Timestamps.parse(text, true)).isEqualTo(Timestamps.UNREADABLE);
  }

  @Test
  void aTimeWithoutAnOffsetCountsOnlyWhereItIsKnownToBeUtc() {
    assertThat(Timestamps.parse("2020-06-10 02:50:55", true))
        .isEqualTo(Instant.parse("2020-06-10T02:50:55Z").toEpochMilli());
    assertThat(Timestamps.parse("2020-06-10 02:50:55", false)).isEqualTo(Timestamps.UNREADABLE);
  }

  @Test
  void everyTimeOfTheCalendarIsWhatTheStandardLibraryReads() {
    Random random = new Random(11);
    long span = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              (long) (random.nextDouble() * span), random.nextInt(1_000) * 1_000_000L);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(37) - 18) * 3_600);
      OffsetDateTime time = instant.atOffset(offset);
      String text = time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
      if (time.getYear() <= 9999 && time.getSecond() + time.getNano() > 0) {
        assertThat(Timestamps.parse(text, false)).as(text).isEqualTo(instant.toEpochMilli());
      }
    }
  }
}
