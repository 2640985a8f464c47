package io.holoward.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoldsTest {

  private static final int ROUNDS = 50;

  @TempDir Path directory;

  /** Scenarios of up to four labs, in any order. */
  private final Map<String, String> labOf = new HashMap<>();

  private Folds draw(Random random) throws IOException {
    labOf.clear();
    List<String> scenarios = new ArrayList<>();
    List<String> rows = new ArrayList<>(List.of("scenario,lab"));
    int labs = 1 + random.nextInt(4);
    for (int i = 0; i < 2 + random.nextInt(12); i++) {
      String lab = "lab" + random.nextInt(labs);
      scenarios.add("s" + i);
      labOf.put("s" + i, lab);
      rows.add("s" + i + "," + lab);
    }
    Collections.shuffle(scenarios, random);
    return new Folds(scenarios, Labs.read(Files.write(directory.resolve("split.csv"), rows)));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void nothingOfATestedScenarioReachesRecordsOrHistory(FoldKind kind) throws IOException {
    Random random = new Random(17);
    for (int round = 0; round < ROUNDS; round++) {
      for (Fold fold : draw(random).of(kind)) {
        assertThat(fold.learned()).doesNotContainAnyElementsOf(fold.tested()).isNotEmpty();
        assertThat(fold.history()).doesNotContainAnyElementsOf(fold.tested());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SCENARIO", "HALF"})
  void eachScenarioOfALabOfSeveralIsTestedOnceByItsOwnLab(FoldKind kind) throws IOException {
    Random random = new Random(18);
    for (int round = 0; round < ROUNDS; round++) {
      Set<String> tested = new HashSet<>();
      for (Fold fold : draw(random).of(kind)) {
        for (String scenario : fold.tested()) {
          assertThat(tested.add(scenario)).isTrue();
          assertThat(fold.learned())
              .allMatch(other -> labOf.get(other).equals(labOf.get(scenario)));
        }
      }
      assertThat(tested)
          .isEqualTo(
              new HashSet<>(
                  labOf.keySet().stream()
                      .filter(one -> Collections.frequency(labOf.values(), labOf.get(one)) > 1)
                      .toList()));
    }
  }

  @Test
  void acrossLabsRecordsAreOfAnotherLabAndAddressesOfItsOwn() throws IOException {
    Random random = new Random(19);
    int folds = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Fold fold : draw(random).of(FoldKind.LAB)) {
        String tested = labOf.get(fold.tested().iterator().next());
        assertThat(fold.learned()).noneMatch(other -> labOf.get(other).equals(tested));
        assertThat(fold.history()).allMatch(other -> labOf.get(other).equals(tested));
        folds++;
      }
    }
    assertThat(folds).isPositive();
  }

  @Test
  void theLaterHalfIsScoredByTheEarlier() {
    List<Fold> folds = new Folds(List.of("a", "b", "c", "d", "e"), Labs.ONE).of(FoldKind.HALF);
    assertThat(folds)
        .filteredOn(fold -> fold.group().equals("later by earlier"))
        .hasSize(3)
        .allMatch(fold -> fold.learned().equals(Set.of("a", "b")))
        .allMatch(fold -> fold.beside().equals(Set.of("c", "d", "e")));
  }

  @Test
  void aSingleScenarioHasNobodyToLearnFrom() {
    Folds folds = new Folds(List.of("a"), Labs.ONE);
    assertThat(folds.of(FoldKind.SCENARIO)).isEmpty();
    assertThat(folds.of(FoldKind.LAB)).isEmpty();
    assertThat(folds.of(FoldKind.HALF)).isEmpty();
  }
}
