package io.holoward.scoring.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextPoolTest {

  private final TextPool pool = new TextPool();

  @Test
  void equalTextsAreOneString() {
    assertThat(text("C:\\Windows\\System32\\lsass.exe"))
        .isSameAs(text("C:\\Windows\\System32\\lsass.exe"));
  }

  @Test
  void everyTextIsItselfHoweverManyThereAre() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      String expected = Integer.toString(random.nextInt(100_000)).repeat(1 + random.nextInt(30));
      assertThat(text(expected)).isEqualTo(expected);
    }
  }

  @Test
  void theEmptyTextAndOnesBeyondAsciiAreTexts() {
    assertThat(text("")).isEmpty();
    assertThat(text("naïve ✓")).isEqualTo("naïve ✓");
  }

  /** With other bytes on both sides. */
  private String text(String text) {
    byte[] bytes = ("[" + text + "]").getBytes(UTF_8);
    return pool.of(bytes, 1, bytes.length - 2);
  }
}
