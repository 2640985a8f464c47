package io.holoward.scoring.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.savepoint.Remark.Weight;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavepointCheckTest {

  private static final Configuration CONFIGURATION = Configuration.of();

  @TempDir private static Path directory;

  private static Path savepoint;

  @BeforeAll
  static void write() throws Exception {
    Path learned =
        Path.of(SavepointCheckTest.class.getResource("/learned/intended-states.json").toURI());
    savepoint = directory.resolve("savepoint");
    SeededSavepoint.write(learned.getParent(), CONFIGURATION, savepoint, work());
  }

  private static List<Remark> check(Path checked) throws Exception {
    return SavepointCheck.of(checked.toString(), CONFIGURATION, work());
  }

  /** Flink clears its own files away in the background: the directory has to outlive the test. */
  private static Path work() throws IOException {
    return Files.createTempDirectory(Path.of("target"), "savepoint-");
  }

  @Test
  void whatThisBuildHasStoredFitsIt() throws Exception {
    assertThat(check(savepoint)).isEmpty();
  }

  @Test
  void anOperatorThatTheSavepointDoesNotKnowStartsEmpty() throws Exception {
    Path older = changed("older", operators -> without(operators, "address-history"));
    assertThat(check(older))
        .extracting(Remark::weight, Remark::operator)
        .containsExactly(tuple(Weight.LOSS, "address-history"));
  }

  @Test
  void anOperatorThatThisBuildDoesNotKnowIsAMisfit() throws Exception {
    Path other =
        changed(
            "other",
            operators -> {
              OperatorState renamed =
                  find(operators, "front").copyWithNewIDs("rear", new OperatorID(1, 2));
              return with(without(operators, "front"), renamed);
            });
    assertThat(check(other))
        .extracting(Remark::weight, Remark::operator)
        .containsExactly(tuple(Weight.MISFIT, "rear"), tuple(Weight.LOSS, "front"));
    assertThat(check(other).get(0).text()).contains("--allowNonRestoredState");
  }

  @Test
  void anotherMaximumParallelismIsAMisfit() throws Exception {
    Path other =
        changed(
            "parallelism",
            operators -> {
              OperatorState population = find(operators, "population");
              OperatorState wider =
                  new OperatorState("population", "population", population.getOperatorID(), 1, 128);
              wider.putState(0, population.getState(0));
              return with(without(operators, "population"), wider);
            });
    assertThat(check(other))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.weight()).isEqualTo(Weight.MISFIT);
              assertThat(remark.text()).contains("128").contains("720");
            });
  }

  @Test
  void stateOfAnotherFormIsAMisfit() throws Exception {
    Path other =
        changed(
            "form",
            operators -> {
              OperatorState join = find(operators, "context-join");
              OperatorState window =
                  find(operators, "population")
                      .copyWithNewIDs("context-join", join.getOperatorID());
              return with(without(operators, "context-join"), window);
            });
    assertThat(check(other))
        .filteredOn(remark -> remark.weight() == Weight.MISFIT)
        .extracting(Remark::operator, Remark::text)
        .containsExactly(tuple("context-join", "its keys are stored in another form"));
  }

  @Test
  void whatIsNoSavepointIsTheUsersMistake() {
    assertThatThrownBy(() -> check(directory.resolve("nothing")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is no savepoint that this build can read")
        .hasMessageContaining("_metadata");
  }

  private static OperatorState find(Collection<OperatorState> operators, String uid) {
    return operators.stream().filter(operator -> isOf(operator, uid)).findFirst().orElseThrow();
  }

  private static boolean isOf(OperatorState operator, String uid) {
    return operator.getOperatorUid().orElseThrow().equals(uid);
  }

  private static List<OperatorState> without(Collection<OperatorState> operators, String uid) {
    return operators.stream().filter(operator -> !isOf(operator, uid)).toList();
  }

  private static List<OperatorState> with(List<OperatorState> operators, OperatorState more) {
    List<OperatorState> all = new ArrayList<>(operators);
    all.add(more);
    return all;
  }

  /** A copy of the savepoint that lists other operators. */
  private static Path changed(String name, UnaryOperator<List<OperatorState>> change)
      throws Exception {
    Path copy = Files.createDirectories(directory.resolve(name));
    try (var files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    List<OperatorState> operators =
        change.apply(List.copyOf(SavepointFile.read(copy.toString()).operators()));
    try (OutputStream out = Files.newOutputStream(copy.resolve("_metadata"))) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(1, operators, List.of()), out);
    }
    return copy;
  }
}
