package io.holoward.scoring.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationFolderTest {

  private static final String ALPHABET = "ab./\\_-%~+\0\n: é\uD83D\uDE00";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "acme, acme",
        "Acme-1.example_x, Acme-1.example_x",
        "../../etc, %2E.%2F..%2Fetc",
        ".., %2E.",
        "_hidden, %5Fhidden",
        "a b, a%20b",
        "é, %C3%A9",
        "100%, 100%25",
        "+more, %2Bmore"
      })
  void plainTextStaysAndTheRestIsEncoded(String organisation, String folder) {
    assertThat(OrganisationFolder.of(organisation)).isEqualTo(folder);
  }

  @Test
  void noOrganisationLeavesItsFolderAndNoTwoShareOne() {
    Random random = new Random(3);
    Map<String, String> byFolder = new HashMap<>();
    Path root = Path.of("/archive");
    for (int i = 0; i < 50_000; i++) {
      StringBuilder organisation = new StringBuilder();
      int length = random.nextInt(20) == 0 ? 400 : 1 + random.nextInt(4);
      for (int at = 0; at < length; at++) {
        organisation.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String folder = OrganisationFolder.of(organisation.toString());
      Path path = root.resolve(folder).normalize();
      assertThat(path.getParent()).isEqualTo(root);
      assertThat(folder).hasSizeLessThan(200).matches("[A-Za-z0-9%-][A-Za-z0-9%._~-]*");
      // Halves of surrogate pairs are one character in a file: they may share a folder.
      String whose = wellFormed(organisation.toString());
      assertThat(byFolder.computeIfAbsent(folder, any -> whose)).isEqualTo(whose);
    }
  }

  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
