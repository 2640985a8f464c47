package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.observation.ProcessReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsHoldersTest {

  private static final String FIGURES = " cubic rtt:12.3/4.5 segs_in:3";

  private static String printed(List<String> names) {
    List<String> holders = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      holders.add("(\"%s\",pid=%d,fd=%d)".formatted(names.get(i), 4_242 + i, 3 + i));
    }
    return "users:(" + String.join(",", holders) + ")";
  }

  private static void isReadAsPrinted(List<String> names) {
    String list = printed(names);
    SsHolders holders = SsHolders.parse(list + FIGURES);
    assertThat(holders.first())
        .as(list)
        .isEqualTo(
            new ProcessReference(null, 4_242, FieldValues.image(names.get(0)), null, null, null));
    assertThat(holders.length()).as(list).isEqualTo(list.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl",
        "tmux: server",
        "",
        "a\",pid=1,",
        "a\",pid=1,fd=1)",
        "a\",pid=1,fd=1))",
        "\",pid=1,fd=1)) ",
        "\",pid=1,fd=1),(",
        "x)) rtt:9/9",
        "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"",
        "\uD83D\uDE00\",pid=1,"
      })
  void noNameOfAProcessEndsItself(String name) {
    isReadAsPrinted(List.of(name));
    isReadAsPrinted(List.of(name, name));
    isReadAsPrinted(List.of("sshd", name, "sshd"));
  }

  @Test
  void namesOfTheListsOwnSignsAreReadAsPrinted() {
    Random random = new Random(41);
    String[] signs = {"\"", "\",pid=1", ",fd=2", ")", "(", ",", "),(\"", "))", " ", "a", "1"};
    for (int i = 0; i < 50_000; i++) {
      List<String> names = new ArrayList<>();
      int holders = 1 + random.nextInt(3);
      while (names.size() < holders) {
        StringBuilder name = new StringBuilder();
        while (random.nextInt(8) > 0) {
          name.append(signs[random.nextInt(signs.length)]);
        }
        names.add(name.substring(0, Math.min(15, name.length())));
      }
      isReadAsPrinted(names);
    }
  }

  @Test
  void aSocketMayBeHeldByVeryMany() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      names.add("worker");
    }
    isReadAsPrinted(names);
  }

  @Test
  void moreMayBeToldOfAProcess() {
    String list = "users:((\"sshd\",pid=7,tid=8,proc_ctx=system_u:s0-s0:c0.c1023,fd=4))";
    assertThat(SsHolders.parse(list).first().pid()).isEqualTo(7);
    assertThat(SsHolders.parse(list).length()).isEqualTo(list.length());
  }

  @Test
  void withoutAListNobodyIsNamed() {
    assertThat(SsHolders.parse(FIGURES.strip()).first().pid())
        .isEqualTo(ProcessReference.UNKNOWN_PID);
    assertThat(SsHolders.parse(FIGURES.strip()).length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users:(",
        "users:((\"sshd\",7,4))",
        "users:((\"sshd\",pid=x,fd=4))",
        "users:((\"sshd\",pid=7,fd=4)",
        "users:((\"sshd\",pid=7,fd=4),",
        "users:((\"sshd\",pid=7,fd=4),)",
        "users:((\"a name of 16 ch.\",pid=7,fd=4))"
      })
  void aListThatIsSpelledOtherwiseIsMalformed(String list) {
    assertThatThrownBy(() -> SsHolders.parse(list + FIGURES))
        .isInstanceOf(InvalidRecordException.class)
        .hasMessageContaining("ss -p");
  }
}
