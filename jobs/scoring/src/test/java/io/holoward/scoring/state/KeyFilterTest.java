package io.holoward.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilterTest {

  @ParameterizedTest
  @ValueSource(ints = {1 << 9, 1 << 14, 1 << 17})
  void neverDeniesWhatWasAddedAndSeldomTakesAnotherForIt(int capacity) {
    KeyFilter filter = new KeyFilter(capacity);
    Random random = new Random(capacity);
    long[] added = random.longs(capacity).toArray();
    for (long hash : added) {
      assertThat(filter.isFull()).isFalse();
      filter.add(hash);
    }
    assertThat(filter.isFull()).isTrue();
    for (long hash : added) {
      assertThat(filter.mayContain(hash)).isTrue();
    }
    int mistaken = 0;
    for (int i = 0; i < 20_000; i++) {
      mistaken += filter.mayContain(random.nextLong()) ? 1 : 0;
    }
    assertThat(mistaken).isLessThan(20_000 / 50);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void beyondWhatItIsMadeForItStillDeniesNothing(int times) {
    KeyFilter filter = new KeyFilter(1 << 9);
    long[] added = new Random(times).longs((long) times << 9).toArray();
    for (long hash : added) {
      filter.add(hash);
    }
    for (long hash : added) {
      assertThat(filter.mayContain(hash)).isTrue();
    }
  }
}
