package io.holoward.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.benchmarks.pipeline.FleetTraffic;
import io.holoward.benchmarks.pipeline.TrafficPlan;
import io.holoward.detection.observation.ConnectionEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HotProcessTest {

  private static final int EVENTS = 150_000;

  private final Map<String, Integer> connections = new HashMap<>();

  @Test
  void theHotOneHasNineTenthsOfTheConnections() {
    read(HotProcess.hot(EVENTS));

    assertThat(mostOfOne() / EVENTS).isCloseTo(0.9, within(0.02));
    assertThat(connections).hasSizeGreaterThan(10);
  }

  @Test
  void otherwiseAllHaveAsMany() {
    read(HotProcess.uniform(EVENTS));

    assertThat(mostOfOne() / EVENTS).isCloseTo(1 / 20.0, within(0.01));
  }

  @Test
  void bothHaveAsManyFirstSightings() {
    double uniform = read(HotProcess.uniform(EVENTS));

    assertThat(uniform).isBetween(0.02, 0.06);
    assertThat(read(HotProcess.hot(EVENTS))).isCloseTo(uniform, within(0.002));
  }

  private double mostOfOne() {
    return Collections.max(connections.values());
  }

  private double read(TrafficPlan plan) {
    FleetTraffic traffic = new FleetTraffic(plan, Duration.ofMinutes(5).toMillis());
    traffic.forEach(
        event -> {
          if (event instanceof ConnectionEvent) {
            connections.merge(event.process().image(), 1, Integer::sum);
          }
        });
    return traffic.firstSightings();
  }
}
