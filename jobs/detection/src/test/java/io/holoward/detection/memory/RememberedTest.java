package io.holoward.detection.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

  private final AtomicInteger computed = new AtomicInteger();

  private final Remembered<String, String> remembered =
      new Remembered<>(
          8,
          text -> {
            computed.incrementAndGet();
            return text + "!";
          });

  @Test
  void whatIsAskedAgainIsComputedOnce() {
    String first = remembered.of("one");
    assertThat(remembered.of(new String("one"))).isSameAs(first).isEqualTo("one!");
    assertThat(computed).hasValue(1);
  }

  @Test
  void whatSharesASlotIsComputedAgainAndNeverMistaken() {
    for (int round = 0; round < 2; round++) {
      // Both have the same hash code.
      assertThat(remembered.of("Aa")).isEqualTo("Aa!");
      assertThat(remembered.of("BB")).isEqualTo("BB!");
    }
    assertThat(computed).hasValue(4);
  }

  @Test
  void theNumberOfSlotsIsAPowerOfTwo() {
    assertThatThrownBy(() -> new Remembered<>(12, text -> text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
