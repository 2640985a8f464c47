package io.holoward.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostClockTest {

  private record Due(long time, int host) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void hostsAreDueInTheOrderASortedQueueGives(int hosts) {
    SplittableRandom random = new SplittableRandom(hosts);
    PriorityQueue<Due> sorted =
        new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingInt(Due::host));
    HostClock clock =
        new HostClock(
            hosts,
            host -> {
              long first = random.nextLong(5);
              sorted.add(new Due(first, host));
              return first;
            });
    for (int i = 0; i < 2_000; i++) {
      Due due = sorted.remove();
      assertThat(clock.time()).isEqualTo(due.time());
      assertThat(clock.host()).isEqualTo(due.host());
      long next = random.nextInt(10) == 0 ? due.time() : due.time() + random.nextLong(20);
      clock.postpone(next);
      sorted.add(new Due(next, due.host()));
    }
  }
}
