package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

  private static NamedTexts field(String text) {
    return Map.of("f", text)::get;
  }

  @Test
  void secondsAreTheNearestDoubleOfTheirMilliseconds() {
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal seconds =
          BigDecimal.valueOf(random.nextLong(1L << random.nextInt(1, 50)), random.nextInt(0, 12));
      String text = seconds.toPlainString();
      assertThat(Quantities.seconds(field(text), "f"))
          .as(text)
          .isEqualTo(Double.parseDouble(seconds.movePointRight(3).toPlainString()));
      assertThat(Quantities.measure("f", text)).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9e-06, 9e-06",
    "1.5E3, 1500",
    "0, 0",
    ".5, 0.5",
    "+1, 1",
    "12345678901234567890, 12345678901234567890"
  })
  void otherSpellingsOfNumbersAreRead(String text, double value) {
    assertThat(Quantities.measure("f", text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-0.5",
        "NaN",
        "Infinity",
        "1e999",
        "",
        ".",
        "1.2.3",
        "0x10",
        "1d",
        "e",
        "1,5",
        "--1"
      })
  void whatIsNoNumberFromZeroOnIsNamed(String text) {
    assertThatThrownBy(() -> Quantities.measure("f", text))
        .isInstanceOf(InvalidRecordException.class)
        .hasMessageContaining("f: expected a number from 0 on, found '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.0", "1e3", "9223372036854775808", "x"})
  void whatIsNoCountIsNamed(String text) {
    assertThatThrownBy(() -> Quantities.count(field(text), "f"))
        .isInstanceOf(InvalidRecordException.class)
        .hasMessageContaining(text);
  }

  @Test
  void absentCountsAndSpansAreNull() {
    assertThat(Quantities.count(name -> null, "f")).isNull();
    assertThat(Quantities.seconds(name -> null, "f")).isNull();
    assertThat(Quantities.count(field("9000000000000000000"), "f"))
        .isEqualTo(9_000_000_000_000_000_000L);
  }

  @Test
  void timesAreSecondsOrText() {
    assertThat(Quantities.time("f", "1588205198.903351")).isEqualTo(1_588_205_198_903L);
    assertThat(Quantities.time("f", "1421928178")).isEqualTo(1_421_928_178_000L);
    assertThat(Quantities.time("f", "2021-06-06T17:34:31.140759+0200"))
        .isEqualTo(1_622_993_671_140L);
    for (String text : new String[] {"noon", "-5", "NaN", "1e300"}) {
      assertThatThrownBy(() -> Quantities.time("f", text))
          .isInstanceOf(InvalidRecordException.class)
          .hasMessageContaining(text);
    }
  }

  @Test
  void noSampleOrAMeanOfZeroIsNoRoundTrip() {
    assertThat(Quantities.roundTrip("f", 0, 5, 1)).isNull();
    assertThat(Quantities.roundTrip("f", 3, 0, 0)).isNull();
    assertThatThrownBy(() -> Quantities.roundTrip("f", 1, -5, 0))
        .isInstanceOf(InvalidRecordException.class)
        .hasMessageContaining("f: ");
    assertThatThrownBy(() -> Quantities.roundTrip("f", Long.MAX_VALUE, 5, 0))
        .isInstanceOf(InvalidRecordException.class)
        .hasMessageContaining("f: ");
  }
}
