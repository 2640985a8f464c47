package io.holoward.detection.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoveltyRingTest {

  @Test
  void theShareIsThatOfTheLastRecordsCountedByHand() {
    Random random = new Random(3);
    NoveltyRing ring = new NoveltyRing();
    List<Boolean> all = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      boolean isNew = random.nextInt(10) == 0;
      ring.record(isNew);
      all.add(isNew);
      int window = 1 + random.nextInt(NoveltyRing.CAPACITY);
      List<Boolean> last = all.subList(Math.max(0, all.size() - window), all.size());
      double share = (double) last.stream().filter(b -> b).count() / last.size();
      assertThat(ring.shareNew(window)).isEqualTo(share);
    }
  }

  @Test
  void withoutARecordEverythingIsNew() {
    assertThat(new NoveltyRing().shareNew(50)).isEqualTo(1);
  }
}
