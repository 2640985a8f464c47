package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutlookTest {

  private long minutes;

  private final Outlook outlook =
      new Outlook(List.of(6.0, 2.0, 2.0), () -> TimeUnit.MINUTES.toNanos(minutes));

  @Test
  void atFirstItGoesByWhatIsExpected() {
    outlook.begin();

    assertThat(outlook.minutesLeft(0)).isEqualTo(10);
    assertThat(outlook.text(0)).isEqualTo("about 10 min left");
  }

  @Test
  void whatTookTwiceAsLongStretchesTheRest() {
    outlook.begin();
    minutes = 6;
    assertThat(outlook.minutesLeft(0.5)).isEqualTo(14);

    outlook.begin();
    minutes = 12;
    assertThat(outlook.minutesLeft(0)).isEqualTo(8);
  }

  @Test
  void nothingIsLeftInTheEnd() {
    outlook.begin();
    outlook.begin();
    outlook.begin();
    minutes = 9;

    assertThat(outlook.minutesLeft(1)).isZero();
  }

  @Test
  void hoursAreTold() {
    Outlook longer = new Outlook(List.of(125.0), () -> 0);
    longer.begin();

    assertThat(longer.text(0)).isEqualTo("about 2 h 05 min left");
  }
}
