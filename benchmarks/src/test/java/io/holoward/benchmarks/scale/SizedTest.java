package io.holoward.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.benchmarks.pipeline.FleetTraffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SizedTest {

  @Test
  void theShareOfNewEventsDoesNotDependOnTheNumberOfProcesses() {
    assertThat(newShare(100_000, 1_000)).isCloseTo(newShare(100_000, 10_000), within(0.03));
  }

  private static double newShare(long events, int processes) {
    FleetTraffic traffic =
        new FleetTraffic(
            Sized.plan(events, processes, 2 * processes), Duration.ofMinutes(5).toMillis());
    traffic.forEach(event -> {});
    return traffic.firstSightings();
  }
}
