package io.holoward.scoring.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the system property {@code docs.write} the page is brought up to date instead. */
class OutputsPageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "outputs.md");
  private static final String FENCE = "\n```json\n";

  @ParameterizedTest
  @EnumSource
  void thePageShowsAFindingInEachForm(FindingFormat format) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(FENCE, page.indexOf("<!-- " + format.label() + " -->"));
    assertThat(begin).isPositive();
    int from = begin + FENCE.length();
    String shown = page.substring(from, page.indexOf("\n```", from));
    String expected = Json.pretty(format.write(Findings.abnormal()));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(
          PAGE, page.substring(0, from) + expected + page.substring(from + shown.length()));
    } else {
      assertThat(shown).as("run this test with -Ddocs.write=true").isEqualTo(expected);
    }
  }
}
