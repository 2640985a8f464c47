package io.holoward.detection.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextNumbersTest {

  private static final int DRAWN = 200_000;

  private final TextNumbers numbers = new TextNumbers();
  private final Map<String, Integer> expected = new HashMap<>();

  @Test
  void textsAreNumberedInTheOrderTheyComeFirst() {
    assertThat(numbers.of("a")).isEqualTo(TextNumbers.NEW);
    assertThat(numbers.of("b")).isEqualTo(TextNumbers.NEW);
    assertThat(numbers.of("a")).isZero();
    assertThat(numbers.of("b")).isEqualTo(1);
  }

  @Test
  void anotherObjectThatSaysTheSameHasTheSameNumber() {
    numbers.of("conhost.exe");

    assertThat(numbers.of(String.join("", "conhost", ".exe"))).isZero();
  }

  @Test
  void tellsWhatAMapTellsHoweverManyTheyAre() {
    Random random = new Random(11);
    for (int i = 0; i < DRAWN; i++) {
      assertSame("text " + random.nextInt(DRAWN / 2));
    }
  }

  /** "Aa" and "BB" have one hash, and so have all texts that are made of them. */
  @Test
  void textsOfOneHashAreToldApart() {
    Random random = new Random(12);
    for (int i = 0; i < DRAWN / 10; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 13; bit++) {
        text.append(random.nextBoolean() ? "Aa" : "BB");
      }
      assertSame(text.toString());
    }
  }

  private void assertSame(String text) {
    Integer before = expected.putIfAbsent(text, expected.size());
    assertThat(numbers.of(text)).isEqualTo(before == null ? TextNumbers.NEW : before);
  }
}
