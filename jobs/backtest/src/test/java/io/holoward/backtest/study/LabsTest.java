package io.holoward.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.telemetry.input.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabsTest {

  @TempDir Path directory;

  private Labs read(String text) throws Exception {
    return Labs.read(Files.writeString(directory.resolve("split.csv"), text));
  }

  @Test
  void scenariosAreNamedByTheirFilesWithOrWithoutExtensions() throws Exception {
    Labs labs = read("scenario,lab\r\na.jsonl.gz,north\r\nb,south\r\n");
    assertThat(labs.of("a")).isEqualTo("north");
    assertThat(labs.of("b")).isEqualTo("south");
  }

  @Test
  void aScenarioThatHoldsNoConnectionMayBeNamed() throws Exception {
    Labs labs = read("scenario,lab\na,north\nquiet,north\n");
    assertThatCode(() -> labs.check(Set.of("a", "quiet"), Set.of("a"))).doesNotThrowAnyException();
  }

  @Test
  void aScenarioLeftOutIsToldOf() throws Exception {
    Labs labs = read("scenario,lab\na,north\n");
    assertThatThrownBy(() -> labs.check(Set.of("a", "b"), Set.of("a", "b")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not say the lab of 1 scenarios, such as b");
  }

  @Test
  void aFileWithOtherColumnsIsRefused() {
    assertThatThrownBy(() -> read("file,network\na,north\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the columns scenario and lab");
    assertThatThrownBy(() -> Labs.read(directory.resolve("absent.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("check the path");
  }

  @Test
  void withoutASplitAllAreOfOneLab() {
    assertThat(Labs.ONE.of("a")).isEqualTo(Labs.ONE.of("b"));
    assertThatCode(() -> Labs.ONE.check(Set.of("a"), Set.of("a"))).doesNotThrowAnyException();
  }
}
