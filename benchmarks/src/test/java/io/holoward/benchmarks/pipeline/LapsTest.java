package io.holoward.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LapsTest {

  @Test
  void ratiosAreThoseWithinARound() {
    Laps laps = new Laps();
    laps.add(Map.of("limit", lap(1_000_000, 1), "job", lap(1_000_000, 4)));
    laps.add(Map.of("limit", lap(1_000_000, 2), "job", lap(1_000_000, 4)));

    assertThat(laps.ratios("job", "limit")).containsExactly(0.25, 0.5);
    assertThat(laps.rates("limit")).containsExactly(1_000.0, 500.0);
  }

  @Test
  void runsInARowCountAsOne() {
    Lap both = Lap.NONE.and(lap(1_000_000, 1)).and(lap(1_000_000, 3));

    assertThat(both.thousandEventsPerSecond()).isEqualTo(500);
    assertThat(both.cpuMicrosPerEvent()).isEqualTo(4);
  }

  private static Lap lap(long events, double seconds) {
    return new Lap(events, seconds, 2 * seconds, 0.5);
  }
}
