package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

  @Test
  void everyKeyHasARowWithItsDefaultAndOneSentence() {
    for (ConfigurationKey<?> key : ConfigurationKeys.BY_PATH.values()) {
      assertThat(ConfigurationReference.markdown()).contains("| `" + key.path() + "` | ");
      assertThat(key.documentation()).as(key.path()).matches("[A-Z][^|]+\\.");
    }
  }

  @Test
  void everyDefaultIsWrittenAsItIsRendered() {
    for (ConfigurationKey<?> key : ConfigurationKeys.BY_PATH.values()) {
      if (key.defaultText() != null) {
        assertThat(key.write(key.defaultValue())).as(key.path()).isEqualTo(shown(key));
      }
    }
  }

  private static String shown(ConfigurationKey<?> key) {
    return key.type().equals(ValueTypes.URL) || key.defaultText().contains(":9")
        ? ValueTypes.quote(key.defaultText())
        : key.defaultText();
  }

  @Test
  void theDocumentationHoldsTheReferenceOfTheseKeys() throws IOException {
    Path page = Path.of("..", "..", "docs", "configuration.md");
    assertThat(Files.readString(page))
        .as("copy the table of ConfigurationReference.markdown() into %s", page)
        .contains(ConfigurationReference.markdown());
  }

  @Test
  void theTableHasOneRowAKeyAndEqualColumns() {
    String[] lines = ConfigurationReference.markdown().split("\n");
    assertThat(lines).hasSize(ConfigurationKeys.BY_PATH.size() + 2);
    assertThat(lines).allMatch(line -> line.chars().filter(c -> c == '|').count() == 6);
  }
}
