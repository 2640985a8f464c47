package io.holoward.scoring.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTableTest {

  /** Of two places, which all sequences share. */
  private final BytesTable<String> small = new BytesTable<>(1, 8);

  @Test
  void twoThatShareTheirPlacesAreBothRemembered() {
    put(small, "first");
    put(small, "second");

    assertThat(get(small, "first")).isEqualTo("first");
    assertThat(get(small, "second")).isEqualTo("second");
  }

  @Test
  void aThirdTakesThePlaceOfTheOneThatCameFirst() {
    put(small, "first");
    put(small, "second");
    put(small, "third");

    assertThat(get(small, "first")).isNull();
    assertThat(get(small, "second")).isEqualTo("second");
    assertThat(get(small, "third")).isEqualTo("third");
  }

  @Test
  void whatIsTooLongIsNotRemembered() {
    put(small, "nine long");

    assertThat(get(small, "nine long")).isNull();
  }

  @Test
  void whatIsRememberedIsOfTheSameBytes() {
    BytesTable<String> table = new BytesTable<>(4, 16);
    Random random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      String text = Integer.toString(random.nextInt(200));
      String known = get(table, text);
      assertThat(known).isIn(null, text);
      if (known == null) {
        put(table, text);
      }
    }
  }

  private static String get(BytesTable<String> table, String text) {
    byte[] bytes = between(text);
    return table.get(bytes, 1, bytes.length - 2);
  }

  private static void put(BytesTable<String> table, String text) {
    byte[] bytes = between(text);
    table.put(bytes, 1, bytes.length - 2, text);
  }

  /** With other bytes on both sides. */
  private static byte[] between(String text) {
    return ("[" + text + "]").getBytes(UTF_8);
  }
}
