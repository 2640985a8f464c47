package io.holoward.scoring.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.process.IntendedStatesOperator;
import io.holoward.scoring.process.Sightings;
import io.holoward.scoring.topology.HolowardTopology;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededSavepointTest {

  private static final Configuration CONFIGURATION = Configuration.of("alarm.raise=deviation");

  @TempDir private static Path directory;

  private static Path learned;
  private static Path savepoint;

  @BeforeAll
  static void write() throws Exception {
    learned =
        Path.of(SeededSavepointTest.class.getResource("/learned/intended-states.json").toURI())
            .getParent();
    savepoint = directory.resolve("made").resolve("savepoint");
    SeededSavepoint.write(learned, CONFIGURATION, savepoint, work());
  }

  /** Flink clears its own files away in the background: the directory has to outlive the test. */
  private static Path work() throws IOException {
    return Files.createTempDirectory(Path.of("target"), "savepoint-");
  }

  @Test
  void aProcessWithASealedModelIsJudgedFromItsFirstRecordOn() throws Exception {
    OperatorState states = operator("intended-states");
    try (var harness =
        new KeyedTwoInputStreamOperatorTestHarness<String, Sighting, ControlCommand, Finding>(
            new IntendedStatesOperator(CONFIGURATION),
            Sighting::processId,
            null,
            Types.STRING,
            HolowardTopology.MAX_PARALLELISM,
            1,
            0)) {
      harness.setup();
      harness.initializeState(states.getState(0));
      harness.open();
      for (String name : List.of("lsass", "spoolsv")) {
        harness.processElement1(new StreamRecord<>(Sightings.first(name, "a", 5, Sightings.WEB)));
        harness.processElement1(new StreamRecord<>(Sightings.first(name, "a", 6, Sightings.SMB)));
      }
      assertThat(harness.extractOutputValues())
          .as("what is known is nothing new, and what was in discovery is so again")
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.actor().processName()).isEqualTo("lsass.exe");
                assertThat(finding.baseline().records()).isEqualTo(40);
              });
    }
  }

  private static OperatorState operator(String uid) {
    return SavepointFile.read(savepoint.toString()).operators().stream()
        .filter(operator -> operator.getOperatorUid().orElseThrow().equals(uid))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whereTheJobReadsIsLeftToIt() {
    assertThat(SavepointContent.of(savepoint.toString()))
        .extracting(SavepointContent::uid)
        .contains("intended-states", "address-history", "population", "population-scoring")
        .doesNotContain("process-events", "scored-alarms")
        .noneMatch(uid -> uid.contains("idle"));
    assertThat(directory.resolve("made")).isDirectoryContaining(path -> path.equals(savepoint));
    assertThat(directory.resolve("made").toFile().list()).hasSize(1);
  }

  @Test
  void aSavepointMayBeMovedToWhereItIsNeeded() throws Exception {
    Path elsewhere = directory.resolve("elsewhere");
    Files.createDirectory(elsewhere);
    try (var files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, elsewhere.resolve(file.getFileName()));
      }
    }
    assertThat(SavepointContent.of(elsewhere.toString()))
        .isEqualTo(SavepointContent.of(savepoint.toString()))
        .anyMatch(operator -> operator.states().containsKey("profile"));
  }

  @Test
  void whatIsThereIsNeverOverwritten() {
    assertThatThrownBy(() -> SeededSavepoint.write(learned, CONFIGURATION, savepoint, work()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is there already");
  }

  @Test
  void aDirectoryInWhichNothingWasLearnedIsRefused() {
    assertThatThrownBy(
            () ->
                SeededSavepoint.write(
                    directory, CONFIGURATION, directory.resolve("not-made"), work()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no intended-states.json in");
  }
}
