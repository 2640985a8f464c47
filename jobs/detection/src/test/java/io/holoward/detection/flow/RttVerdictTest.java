package io.holoward.detection.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class RttVerdictTest {

  @Test
  void textsHaveThreeDigitsWhateverTheLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(RttVerdict.deviation(Math.log(12.004), Math.log(84.26), 9.3333, 4).text())
          .isEqualTo("round-trip time 84.3 ms against a usual 12 ms (z 9.33, limit 4)");
      assertThat(RttVerdict.levelShift(Math.log(12), Math.log(40)).text())
          .isEqualTo("round-trip times have settled at 40 ms after 12 ms");
      assertThat(RttVerdict.drift(Math.log(0.0123456), Math.log(1234.5)).text())
          .isEqualTo("round-trip time has crept from 0.0123 ms to 1230 ms");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aDropHasANegativeDistance() {
    assertThat(RttVerdict.deviation(Math.log(12), Math.log(2), -7.25, 4).text())
        .isEqualTo("round-trip time 2 ms against a usual 12 ms (z -7.25, limit 4)");
  }
}
