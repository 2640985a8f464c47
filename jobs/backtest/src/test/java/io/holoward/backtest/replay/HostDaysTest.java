package io.holoward.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostDaysTest {

  private static final long HOUR = 3_600_000;

  @Test
  void pairsOfHostAndDayAreCountedOnceInWhateverOrder() {
    Random random = new Random(3);
    HostDays days = new HostDays();
    Set<String> expected = new HashSet<>();
    Set<String> hosts = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      String host = "host-" + random.nextInt(7);
      long hour = random.nextInt(24 * 100) - 24 * 50;
      days.add(host, hour * HOUR);
      expected.add(host + " " + Math.floorDiv(hour, 24));
      hosts.add(host);
    }
    assertThat(days.count()).isEqualTo(expected.size());
    assertThat(days.hosts()).isEqualTo(hosts.size());
  }

  @Test
  void nothingSeenIsNoDay() {
    assertThat(new HostDays().count()).isZero();
  }
}
