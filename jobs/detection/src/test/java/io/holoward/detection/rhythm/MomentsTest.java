package io.holoward.detection.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MomentsTest {

  /** The moments of connections by their definition. */
  static Moments of(long... times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    long squares = 0;
    for (int i = 1; i < sorted.length; i++) {
      squares += (sorted[i] - sorted[i - 1]) * (sorted[i] - sorted[i - 1]);
    }
    return new Moments(sorted.length, sorted[0], sorted[sorted.length - 1], squares);
  }

  @Test
  void whereverASequenceIsCutItsPartsJoinToTheWhole() {
    Random random = new Random(1);
    long[] times = LongStream.range(0, 50).map(i -> random.nextInt(1_000_000)).sorted().toArray();
    for (int cut = 1; cut < times.length; cut++) {
      Moments head = of(Arrays.copyOf(times, cut));
      Moments tail = of(Arrays.copyOfRange(times, cut, times.length));
      assertThat(head.join(tail)).isEqualTo(tail.join(head)).isEqualTo(of(times));
    }
  }

  @Test
  void repetitionsBeginAtTheConnectionTheyRepeat() {
    Moments first = Moments.of(1, 1_000, Gaps.NONE);
    Moments repeated = Moments.of(2, 4_000, new Gaps(3_000, 1_000 * 1_000 + 2_000 * 2_000));
    assertThat(first.join(repeated)).isEqualTo(of(1_000, 2_000, 4_000));
    assertThat(repeated.gaps()).isEqualTo(new Gaps(3_000, 5_000_000));
  }

  @Test
  void whatOverlapsTouchesAndWhatLiesApartDoesNot() {
    assertThat(of(1, 5).touches(of(5, 9))).isTrue();
    assertThat(of(1, 9).touches(of(3))).isTrue();
    assertThat(of(3).touches(of(1, 9))).isTrue();
    assertThat(of(1, 5).touches(of(6))).isFalse();
    assertThat(of(6).touches(of(1, 5))).isFalse();
  }

  @Test
  void theRhythmIsMeanAndStandardDeviationOfTheGaps() {
    Rhythm rhythm = of(0, 10_000, 40_000).rhythm();
    assertThat(rhythm.connections()).isEqualTo(3);
    assertThat(rhythm.meanGap()).isEqualTo(20);
    assertThat(rhythm.variation()).isCloseTo(0.5, within(1e-12));
    assertThat(of(0, 60_000, 120_000, 180_000).rhythm().variation()).isZero();
  }

  @Test
  void overlappingPartsNeverHaveANegativeVariance() {
    for (List<Moments> parts :
        List.of(
            List.of(of(0, 10, 20, 30), of(15)),
            List.of(of(0, 100), of(10, 20, 30), of(50)),
            List.of(of(0, 10, 20), of(5, 15, 25)))) {
      assertThat(parts.stream().reduce(Moments::join).orElseThrow().rhythm().variation())
          .isNotNegative();
    }
  }
}
