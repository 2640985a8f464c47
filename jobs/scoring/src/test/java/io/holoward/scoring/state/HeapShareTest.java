package io.holoward.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapShareTest {

  private static final long GIBI = 1L << 30;

  @Test
  void asManyAreHeldAsFitTheShare() {
    assertThat(HeapShare.entries(1_000_000, 0.5, 1_024, GIBI)).isEqualTo(1 << 19);
  }

  @Test
  void noMoreAreHeldThanAreOfUseHoweverLargeTheHeap() {
    assertThat(HeapShare.entries(5_000, 0.5, 1_024, 64 * GIBI)).isEqualTo(5_000);
    assertThat(HeapShare.entries(1, 0.5, 1_024, 64 * GIBI)).isEqualTo(1);
  }

  @Test
  void aSmallHeapStillHoldsSome() {
    assertThat(HeapShare.entries(5_000, 0.01, 1_024, 1 << 20)).isEqualTo(HeapShare.LEAST);
  }
}
