package io.holoward.detection.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.entropy.Signature;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

  private static final String SYSTEM32 = "\\windows\\system32\\";

  @ParameterizedTest
  @CsvSource({
    "lsass.exe, ''",
    "services.exe, ''",
    "spoolsv.exe, ''",
    "svchost.exe, -k localservice",
    "svchost.exe, -k netsvcs",
    "svchost.exe, -k networkservice",
    "svchost.exe, -k utcsvc",
    "svchost.exe, (SYSTEM)",
    "svchost.exe, (LOCAL SERVICE)",
    "svchost.exe, (NETWORK SERVICE)"
  })
  void theShippedCatalogueModelsTableOne(String image, String qualifier) {
    assertThat(new Catalogue(Catalogue.TABLE_1).models(process(SYSTEM32 + image, qualifier)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "svchost.exe, ''",
    "svchost.exe, -k appmodel",
    "svchost.exe, -k localservicenonetwork",
    "svchost.exe, (USER)",
    "chrome.exe, ''",
    "systemsettings.exe, ''"
  })
  void theShippedCatalogueModelsNothingElse(String image, String qualifier) {
    assertThat(new Catalogue(Catalogue.TABLE_1).models(process(SYSTEM32 + image, qualifier)))
        .isFalse();
  }

  @Test
  void theKernelProcessIsInTheShippedCatalogue() {
    assertThat(new Catalogue(Catalogue.TABLE_1).models(process("system", ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "SVCHOST.EXE -k Net*",
        "\\windows\\*",
        "-k netsvcs",
        "svchost.??? -k netsvcs",
        "*net*"
      })
  void aPatternFitsNameImageOrQualifier(String pattern) {
    assertThat(
            new Catalogue(List.of(pattern)).models(process(SYSTEM32 + "svchost.exe", "-k netsvcs")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "svc[ho]st", "{a,b}", "a\tb"})
  void aBadPatternIsRefusedWithTheReason(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Catalogue(List.of("*", pattern)))
        .withMessageContaining("pattern");
  }

  @Test
  void globsAgreeWithRegularExpressions() {
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      String pattern = word(random, "ab*?", 1 + random.nextInt(6));
      String text = word(random, "ab", random.nextInt(8));
      String regex =
          pattern
              .chars()
              .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : String.valueOf((char) c))
              .collect(Collectors.joining());
      assertThat(Glob.parse(pattern).matches(text))
          .as("%s against %s", pattern, text)
          .isEqualTo(Pattern.matches(regex, text));
    }
  }

  @Test
  void widespreadBusyAndAbusedProcessesAreSuggestedFirst() {
    CandidateSuggestion suggestion = new CandidateSuggestion();
    ProcessIdentity everywhere = process(SYSTEM32 + "svchost.exe", "-k netsvcs");
    ProcessIdentity widespread = process("\\program files\\agent.exe", "");
    ProcessIdentity rare = process("\\tools\\rare.exe", "");
    for (int host = 0; host < 10; host++) {
      for (int port = 0; port < 4; port++) {
        suggestion.observe(everywhere, "h" + host, Signature.of("port_" + port));
      }
      suggestion.observe(widespread, "h" + host, Signature.of("port_1"));
    }
    suggestion.observe(rare, "h1", Signature.of("port_9"));
    suggestion.observe(rare, "h1", Signature.EMPTY);
    assertThat(suggestion.ranking())
        .containsExactly(
            new Candidate(everywhere, 10, 1.0, 4, "T1055", 3.0),
            new Candidate(widespread, 10, 1.0, 1, null, 1.25),
            new Candidate(rare, 1, 0.1, 1, null, 0.1 + 0.25));
  }

  @Test
  void withoutTelemetryNothingIsSuggested() {
    assertThat(new CandidateSuggestion().ranking()).isEmpty();
  }

  private static String word(Random random, String alphabet, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  private static ProcessIdentity process(String image, String qualifier) {
    return new ProcessIdentity("acme", image, qualifier);
  }
}
