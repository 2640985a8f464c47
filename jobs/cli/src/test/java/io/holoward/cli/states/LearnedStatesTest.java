package io.holoward.cli.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.cli.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedStatesTest {
  private static final String SMALL =
      "{\"processId\":\"o|s\",\"processName\":\"spoolsv.exe\",\"records\":20}";
  private static final String LARGE =
      """
      {"processId": "o|l", "processName": "lsass.exe", "phase": "PROTECTED", "records": 90,
       "distinct": 3, "hosts": 2, "modelVersion": 1, "sealedAt": "2026-03-02T12:00:00Z",
       "features": ["beacon"], "noveltyShare": 0.75, "roaming": true,
       "states": [{"records": 90, "mean": 1.5, "columns": [
         {"feature": "f", "trueCount": 7, "entropy": 0.25, "weight": 0.8}]}]}
      """;
  @TempDir private Path directory;

  @Test
  void anArrayIsReadThoseWithMostRecordsFirst() throws IOException {
    assertThat(LearnedStates.read(file("[" + SMALL + "," + LARGE + "]")))
        .extracting(LearnedProcess::processName)
        .containsExactly("lsass.exe", "spoolsv.exe");
  }

  @Test
  void whatAModelSpeaksOfIsReadAndAbsentInOldFiles() throws IOException {
    List<LearnedProcess> processes = LearnedStates.read(file(SMALL + "\n" + LARGE));
    assertThat(processes.get(0))
        .returns(List.of("beacon"), LearnedProcess::features)
        .returns(0.75, LearnedProcess::noveltyShare)
        .returns(true, LearnedProcess::roaming);
    assertThat(processes.get(1))
        .returns(List.of(), LearnedProcess::features)
        .returns(null, LearnedProcess::noveltyShare)
        .returns(false, LearnedProcess::roaming);
  }

  @Test
  void oneObjectALineIsReadAsWell() throws IOException {
    LearnedProcess lsass = LearnedStates.read(file(SMALL + "\n" + LARGE)).get(0);
    assertThat(lsass.columns())
        .containsExactly(
            new LearnedProcess.StateColumn(0, 90, new LearnedProcess.Column("f", 7, 0.25, 0.8)));
  }

  @Test
  void anotherJsonFileIsRefused() throws IOException {
    Path file = file("{\"read\":1,\"records\":2}");
    assertThatThrownBy(() -> LearnedStates.read(file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("does not hold learned intended states");
  }

  @Test
  void whatIsNotJsonIsRefusedWithItsLine() throws IOException {
    Path file = file(SMALL + "\nnonsense");
    assertThatThrownBy(() -> LearnedStates.read(file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line 2");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("intended-states.json"), content);
  }
}
