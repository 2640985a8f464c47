package io.holoward.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.benchmarks.pipeline.FleetTraffic;
import io.holoward.benchmarks.pipeline.TrafficPlan;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.TelemetryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbedTrafficTest {

  private final List<TelemetryEvent> events = new ArrayList<>();
  private final ProbedTraffic traffic =
      new ProbedTraffic(
          new FleetTraffic(
              TrafficPlan.of(10_000, 400, Duration.ofMinutes(1)), Duration.ofMinutes(1).toMillis()),
          100);

  @Test
  void nowAndThenAConnectionIsOneThatNoProcessEverMade() {
    traffic.forEach(events::add);

    assertThat(events).hasSize(10_000);
    assertThat(probes()).hasSizeBetween(99, 100).hasSize((int) traffic.probes());
  }

  @Test
  void eachIsOfAnInstanceOfItsOwnAndInTheOrderOfTimes() {
    traffic.forEach(events::add);

    assertThat(probes()).extracting(probe -> probe.process().guid()).doesNotHaveDuplicates();
    assertThat(events).extracting(TelemetryEvent::eventTime).isSorted();
  }

  @Test
  void noneIsOfAProgramThatIsSeveralProcesses() {
    traffic.forEach(events::add);

    assertThat(probes())
        .extracting(probe -> probe.process().image())
        .noneMatch(image -> image.endsWith("svchost.exe") || image.endsWith("python.exe"))
        .anyMatch(image -> image.endsWith("lsass.exe"));
  }

  private List<ConnectionEvent> probes() {
    return events.stream()
        .filter(ConnectionEvent.class::isInstance)
        .map(ConnectionEvent.class::cast)
        .filter(connection -> connection.second().address().contains(":"))
        .toList();
  }
}
