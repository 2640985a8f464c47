package io.holoward.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficKindTest {

  private static final long WINDOW = Duration.ofMinutes(5).toMillis();

  @Test
  void ofFleetTrafficAtMostOnePercentIsNew() {
    assertThat(newShare(TrafficKind.FLEET.plan(TrafficKind.FLEET.leastEvents())))
        .isBetween(0.004, 0.01);
  }

  @ParameterizedTest
  @ValueSource(longs = {200_000, 600_000})
  void ofLivelyTrafficFiveToEightPercentAreNewHoweverLongItIs(long events) {
    assertThat(newShare(TrafficKind.LIVELY.plan(events))).isBetween(0.05, 0.08);
  }

  @Test
  void inTheWorstCaseEveryEventIsOfAnInstanceThatNobodySawBefore() {
    FleetTraffic traffic = new FleetTraffic(TrafficKind.ALL_NEW.plan(5_000), WINDOW);
    Set<String> instances = new HashSet<>();
    traffic.forEach(event -> instances.add(event.process().guid()));

    assertThat(instances).hasSize(5_000);
    assertThat(traffic.firstSightings()).isEqualTo(1);
  }

  @Test
  void anInstanceIsTheSameInATopicThatIsFilledLater() {
    Set<String> first = new HashSet<>();
    Set<String> second = new HashSet<>();
    TrafficPlan plan = TrafficPlan.of(2_000, 400, Duration.ofMinutes(5));
    starts(plan, first);
    starts(plan.from(plan.begin().plus(plan.span())), second);

    assertThat(first).hasSize(400).isEqualTo(second);
  }

  private static void starts(TrafficPlan plan, Set<String> guids) {
    new FleetTraffic(plan, WINDOW)
        .forEach(
            event -> {
              if (guids.size() < plan.instances()) {
                guids.add(event.process().guid());
              }
            });
  }

  @Test
  void manyProcessesAreAsManyPrograms() {
    TrafficPlan plan =
        TrafficPlan.of(20_000, 200, Duration.ofMinutes(5)).withProcesses(100).drawn(20, 0, 1);
    Set<String> images = new HashSet<>();
    new FleetTraffic(plan, WINDOW).forEach(event -> images.add(event.process().image()));
    images.removeIf(image -> image.contains("conhost"));

    assertThat(images).hasSize(100);
  }

  private static double newShare(TrafficPlan plan) {
    FleetTraffic traffic = new FleetTraffic(plan, WINDOW);
    traffic.forEach(event -> {});
    return traffic.firstSightings();
  }
}
