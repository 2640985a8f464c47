package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.backtest.evaluation.Labelling;
import io.holoward.cli.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LabelOptionsTest {

  @TempDir Path folder;

  @Command
  static final class Options {
    @Mixin LabelOptions labels;

    static LabelOptions of(String... arguments) {
      Options options = new Options();
      new CommandLine(options).parseArgs(arguments);
      return options.labels;
    }
  }

  @Test
  void labelsComeWithWhatIsBackgroundAndWhatToLearnFrom() throws Exception {
    Path file = Files.write(folder.resolve("l.csv"), List.of("scenario,line,label", "a,1,c2"));
    Labelling labelling =
        Options.of(
                "--labels",
                file.toString(),
                "--background",
                "stage",
                "--learn-labels",
                "background")
            .read(true);
    assertThat(labelling.labels().orElseThrow().isBackground("stage")).isTrue();
    assertThat(labelling.learn()).containsExactly("background");
    assertThat(labelling.assess()).isTrue();
  }

  @Test
  void withoutAnyOfThemNothingIsCompared() {
    assertThat(Options.of().read(false)).isEqualTo(Labelling.NONE);
    assertThat(Options.of("--assess").read(false).assess()).isTrue();
  }

  @Test
  void whatNeedsAnotherOptionSaysSo() {
    assertThatThrownBy(() -> Options.of("--learn-labels", "background").read(true))
        .isInstanceOf(UserException.class)
        .hasMessage("--learn-labels needs --labels FILE");
    assertThatThrownBy(() -> Options.of("--background", "stage").read(true))
        .isInstanceOf(UserException.class)
        .hasMessage("--background needs --labels FILE");
    assertThatThrownBy(
            () -> Options.of("--labels", "x", "--learn-labels", "background").read(false))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("--learn-labels needs --learn PATH");
  }
}
