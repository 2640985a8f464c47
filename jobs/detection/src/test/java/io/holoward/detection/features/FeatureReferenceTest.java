package io.holoward.detection.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With the system property {@code docs.write} the page is brought up to date instead. */
class FeatureReferenceTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "features.md");
  private static final String END = "<!-- end -->";

  @Test
  void thePageHoldsTheReferenceOfTheseFeatures() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("-->\n", page.indexOf("FeatureReference.markdown()")) + 4;
    String expected =
        page.substring(0, begin) + FeatureReference.markdown() + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page).as("run this test with -Ddocs.write=true").isEqualTo(expected);
    }
  }

  @Test
  void theContributorsGuideShowsTheFilesAsTheyAre() throws IOException {
    Path root = Path.of("..", "..");
    String guide = Files.readString(root.resolve("docs/contributing.md"));
    String diff = guide.substring(guide.indexOf("```diff\n") + 8);
    String source = "";
    int lines = 0;
    for (String line : diff.substring(0, diff.indexOf("\n```")).lines().toList()) {
      if (line.startsWith("+++ b/")) {
        source = Files.readString(root.resolve(line.substring(6)));
      } else if (line.startsWith("+")) {
        assertThat(source).contains(line.substring(1) + "\n");
        lines++;
      }
    }
    assertThat(lines).isGreaterThan(40);
  }

  @Test
  void everyFeatureSaysWhatItMeansCostsAndMistakes() {
    for (Feature feature : Features.ALL) {
      FeatureNotes notes = feature.notes();
      assertThat(FeatureReference.markdown()).contains("### `" + feature.name());
      assertThat(notes.meaning()).as(feature.name()).endsWith(".").contains(" ");
      assertThat(notes.cost()).as(feature.name()).endsWith(".").contains(" ");
      assertThat(notes.falsePositives()).as(feature.name()).endsWith(".").contains(" ");
      assertThat(notes.techniques()).as(feature.name()).allMatch(id -> id.matches("T\\d{4}.*"));
    }
  }
}
