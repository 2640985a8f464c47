package io.holoward.detection.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an attacker calls a process or a host: the commands do what they say and no more. */
class HostileTextTest {

  private static final long EXPIRY = 1_767_323_045_678L;
  private static final int RANDOM_TEXTS = 400;

  private static final List<String> KNOWN_TRICKS =
      List.of(
          "'; touch owned; '",
          "\"; touch owned; \"",
          "'\"; touch owned #",
          "$(touch owned)",
          "`touch owned`",
          "\n touch owned \n",
          "\r\ntouch owned\r\n",
          "\\'; touch owned",
          "'\\''; touch owned",
          "${IFS}touch${IFS}owned",
          "a\0touch owned",
          "a\u2028touch owned\u2029",
          "\u2019; touch owned; \u2018",
          "\u201A; touch owned; \u201B",
          "'\u2019'; touch owned",
          "\u201C; touch owned \u201D",
          "\"; } ; add rule inet filter input accept; #",
          "& | > owned < * ? [ ] { } ! ~ # % ^",
          "C:\\it's\\$(touch owned)\\\u2019; touch owned; \u2018.exe",
          "C:\\a'",
          "'",
          "''",
          "\u2018\u2019\u201A\u201B'",
          "\u202Eexe.gpj",
          "\uD800",
          "",
          "x".repeat(10_000),
          "'".repeat(10_000),
          "C:\\" + "'".repeat(200));

  private static final String ALPHABET =
      "'\"`$(){}[];&|<>*?!~#%^\\/=,.:-_ abC19\t\n\r\0\u0085\u2018\u2019\u201A\u201B\u201C\u201D"
          + "\u2028\u2029\u202E\uFEFF\uFF07\u00E9\uD83D";

  /** What may stand in a path that Windows Firewall compares. */
  private static final String IN_PATHS = "'`$(){};&!~#^\\=,.-_ abC19\u2018\u2019\u201A\u201B\u00E9";

  private static List<String> texts() {
    Random random = new Random(20_261_122);
    List<String> texts = new ArrayList<>(KNOWN_TRICKS);
    for (int i = 0; i < RANDOM_TEXTS; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? "C:\\" : "");
      String alphabet = i % 2 == 0 ? IN_PATHS : ALPHABET;
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /** The text as image and as rationale. */
  private static FirewallRule rule(String text) {
    return FirewallRules.block(Findings.TO_INTERNET, text, text, EXPIRY).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void aShellSeesTheWordsOfTheRuleAndRunsNothingElse(String shell, @TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(isThere(shell), shell + " is not installed");
    String lines =
        texts().stream().map(text -> rule(text).nftables()).collect(Collectors.joining("\n"));
    Path script =
        Files.writeString(
            folder.resolve("script"),
            "nft() { printf '%s\\0' \"$@\"; printf '\\n'; }\n" + lines + "\n");

    List<List<String>> calls = run(shell, script);

    assertThat(calls).hasSize(texts().size());
    assertThat(calls).allSatisfy(HostileTextTest::assertIsTheRule);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(script));
  }

  private static void assertIsTheRule(List<String> words) {
    assertThat(words.subList(0, 14))
        .isEqualTo(
            List.of(
                "insert rule inet filter output ip daddr 203.0.113.5 tcp dport 4444 counter drop comment"
                    .split(" ")));
    assertThat(words.subList(14, words.size()))
        .singleElement()
        .asString()
        .matches("\"Holoward until 2026-01-02T03:04:05Z:[A-Za-z0-9 .,:/_-]*\"")
        .hasSizeLessThanOrEqualTo(128);
  }

  private static boolean isThere(String shell) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
  }

  /** The words of each call, as the shell split them. */
  private static List<List<String>> run(String shell, Path script)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(shell, script.toString())
            .directory(script.getParent().toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Stream.of(output.split("\n")).map(call -> List.of(call.split("\0"))).toList();
  }

  @Test
  void powerShellSeesTheParametersOfTheRuleAndNothingElse() {
    for (String text : texts()) {
      String command = rule(text).windowsCommand();
      assertThat(command).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
      List<String> words = powerShellWords(command);
      assertThat(words).hasSizeBetween(15, 17);
      assertThat(words.get(2)).isEqualTo("Holoward: block outbound TCP port 4444 of 203.0.113.5");
      assertThat(words.get(4)).startsWith("To be kept until 2026-01-02T03:04:05Z: ");
      words.set(2, "NAME");
      words.set(4, "REASON");
      assertThat(words.subList(0, 15))
          .isEqualTo(
              List.of(
                  ("New-NetFirewallRule -DisplayName NAME -Description REASON -Direction Outbound"
                          + " -Action Block -Protocol TCP -RemoteAddress 203.0.113.5 -RemotePort"
                          + " 4444")
                      .split(" ")));
      if (words.size() > 15) {
        assertThat(words.subList(15, words.size())).containsExactly("-Program", text);
      }
    }
  }

  @Test
  void someOfTheHostilePathsReachTheCommand() {
    assertThat(texts())
        .filteredOn(text -> rule(text).windowsCommand().contains("-Program '"))
        .hasSizeGreaterThan(RANDOM_TEXTS / 3)
        .anyMatch(text -> text.contains("'"))
        .anyMatch(text -> text.contains("\u2019"));
  }

  /**
   * Splits a command by PowerShell's rules for texts in single quotes: any of five characters opens
   * one, any of them closes it, and two in a row stand for the first. A word outside of quotes must
   * hold nothing that means more than itself.
   */
  private static List<String> powerShellWords(String command) {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < command.length()) {
      StringBuilder word = new StringBuilder();
      if (isQuote(command.charAt(i))) {
        i++;
        while (!isQuote(command.charAt(i)) || isQuote(following(command, i))) {
          i += isQuote(command.charAt(i)) ? 1 : 0;
          word.append(command.charAt(isQuote(command.charAt(i)) ? i - 1 : i));
          i++;
        }
        i++;
      } else {
        while (i < command.length() && command.charAt(i) != ' ') {
          word.append(command.charAt(i++));
        }
        assertThat(word).matches("-?[A-Za-z0-9-]+");
      }
      words.add(word.toString());
      assertThat(following(command, i - 1)).isIn(' ', '\n');
      i++;
    }
    return words;
  }

  private static char following(String command, int i) {
    return i + 1 < command.length() ? command.charAt(i + 1) : '\n';
  }

  private static boolean isQuote(char c) {
    return c == '\'' || (c >= '\u2018' && c <= '\u201B');
  }
}
