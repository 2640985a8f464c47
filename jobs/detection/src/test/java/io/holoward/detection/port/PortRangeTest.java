package io.holoward.detection.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortRangeTest {

  @Test
  void aPortAndARangeAreReadAndWrittenAlike() {
    assertThat(PortRange.parse(" 8080 ")).isEqualTo(new PortRange(8080, 8080)).hasToString("8080");
    assertThat(PortRange.parse("8000 - 8010"))
        .isEqualTo(new PortRange(8000, 8010))
        .hasToString("8000-8010");
  }

  @Test
  void bothEndsBelongToTheRange() {
    PortRange range = PortRange.parse("8000-8010");

    assertThat(range.contains(7999)).isFalse();
    assertThat(range.contains(8000)).isTrue();
    assertThat(range.contains(8010)).isTrue();
    assertThat(range.contains(8011)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a number missing",
        "- | a number missing",
        "80- | a number missing",
        "-80 | a number missing",
        "* | a number missing",
        "65536 | 0 to 65535",
        "http | 0 to 65535, found 'http'",
        "80-http | found 'http'",
        "8010-8000 | the lower one first, found 8010-8000",
        "1-2-3 | found '2-3'"
      })
  void whatIsNoRangeIsRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> PortRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aMissingTextIsRefused() {
    assertThatThrownBy(() -> PortRange.parse(null)).isInstanceOf(IllegalArgumentException.class);
  }
}
