package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BestTest {

  @Test
  void keepsWhatSortingEverythingWouldPutFirst() {
    Random random = new Random(7);
    List<String> all = new ArrayList<>();
    Best<String> best = new Best<>(20, Comparator.comparing(value -> value.charAt(0)));
    for (int i = 0; i < 500; i++) {
      String value = (char) ('a' + random.nextInt(10)) + " " + i;
      all.add(value);
      best.offer(value);
    }
    // A stable sort: of equals, those that came first.
    all.sort(Comparator.comparing(value -> value.charAt(0)));

    assertThat(best.inOrder()).isEqualTo(all.subList(0, 20));
    assertThat(best.offered()).isEqualTo(500);
  }
}
