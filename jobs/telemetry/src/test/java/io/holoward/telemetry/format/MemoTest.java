package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MemoTest {

  private final List<String> computed = new ArrayList<>();
  private final Memo memo =
      new Memo(
          text -> {
            computed.add(text);
            return text.toUpperCase(Locale.ROOT);
          });

  @Test
  void aTextIsComputedOnce() {
    assertThat(memo.of("fe80::a")).isEqualTo("FE80::A");
    assertThat(memo.of("fe80::a")).isEqualTo("FE80::A");
    assertThat(computed).containsExactly("fe80::a");
  }

  @Test
  void aTextThatIsTooLongIsNotKept() {
    String padded = "fe80::a" + " ".repeat(250);
    assertThat(memo.of(padded)).startsWith("FE80::A");
    assertThat(memo.of(padded)).startsWith("FE80::A");
    assertThat(computed).containsExactly(padded, padded);
  }
}
