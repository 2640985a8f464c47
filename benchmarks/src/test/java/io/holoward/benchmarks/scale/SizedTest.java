package io.holoward.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.benchmarks.pipeline.FleetTraffic;
import io.holoward.benchmarks.pipeline.TrafficPlan;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.TelemetryEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SizedTest {

  private static final long WINDOW = Duration.ofMinutes(5).toMillis();

  @Test
  void everyProcessHasWhatItTakesToLearn() {
    Map<String, Integer> connections = new HashMap<>();
    new FleetTraffic(new Sized(40_000).learning(), WINDOW)
        .forEach(event -> count(event, connections));

    assertThat(connections).hasSize(40_000);
    assertThat(connections.values()).allMatch(number -> number >= 3);
  }

  private static void count(TelemetryEvent event, Map<String, Integer> connections) {
    if (event instanceof ConnectionEvent) {
      connections.merge(event.process().image(), 1, Integer::sum);
    }
  }

  @Test
  void whatIsMeasuredIsOfInstancesThatWereLearned() {
    Sized sized = new Sized(1_000);
    Set<String> learned = instances(sized.learning());

    assertThat(learned).hasSize(1_000 * Sized.INSTANCES_A_PROCESS);
    assertThat(learned).containsAll(instances(sized.measured(1)));
  }

  @Test
  void aTenthOfWhatIsMeasuredIsNewWhateverTheNumberOfProcesses() {
    assertThat(newShare(new Sized(1_000).measured(2))).isCloseTo(0.1, within(0.001));
    assertThat(newShare(new Sized(10_000).measured(2))).isCloseTo(0.1, within(0.001));
  }

  @Test
  void instancesTakeTurnsFromWindowToWindow() {
    assertThat(instances(new Sized(10_000).measured(2))).hasSize(2 * Sized.ACTIVE_INSTANCES);
  }

  @Test
  void windowsOfWhatIsLearnedAreClosedBeforeWhatIsMeasured() {
    Sized sized = new Sized(1_000);
    Configuration.Time time = Configuration.of().time();
    Duration open =
        Duration.ofMillis(WINDOW).plus(time.maxOutOfOrderness()).plus(time.allowedLateness());

    assertThat(sized.settling().begin())
        .isEqualTo(sized.learning().begin().plus(sized.learning().span()));
    assertThat(sized.settling().span()).isGreaterThan(open);
    assertThat(instances(sized.settling()).size()).isLessThan(Sized.ACTIVE_INSTANCES);
    assertThat(sized.measured(3).begin())
        .isEqualTo(sized.settling().begin().plus(sized.settling().span()));
  }

  private static Set<String> instances(TrafficPlan plan) {
    Set<String> instances = new HashSet<>();
    new FleetTraffic(plan, WINDOW)
        .forEach(
            event -> {
              if (event instanceof ConnectionEvent) {
                instances.add(event.process().guid());
              }
            });
    return instances;
  }

  private static double newShare(TrafficPlan plan) {
    FleetTraffic traffic = new FleetTraffic(plan, WINDOW);
    traffic.forEach(event -> {});
    return traffic.firstSightings();
  }
}
