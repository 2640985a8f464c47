package io.holoward.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.RecordedFleet;
import io.holoward.backtest.evaluation.Labels;
import io.holoward.backtest.study.StudyPlan.Transplant;
import io.holoward.detection.configuration.Configuration;
import io.holoward.entropy.Signature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches records, history and population of a fold, by changing what must not. */
class TrialTest {

  private static final Configuration RULES = Configuration.of("population.min-records=20");
  private static final Fold FOLD =
      new Fold("lab", Set.of("a", "b", "d"), Set.of("a", "b", "d"), Set.of(), Set.of("c"));

  @TempDir static Path directory;

  private static List<Observation> observations;

  @BeforeAll
  static void read() throws Exception {
    StudyPlan plan =
        new StudyPlan(
            RecordedFleet.telemetry(HandMade.write(directory, 5)),
            Labels.read(directory.resolve("labels.csv"), List.of()),
            List.of("background"),
            Labs.ONE,
            List.of(FoldKind.SCENARIO),
            Transplant.NONE,
            RULES,
            1,
            directory.resolve("out"));
    observations = new Extraction(plan).run(BacktestProgress.NONE).observations();
  }

  private static FoldResult run(List<Observation> all) {
    return new Trial(
            all,
            new Transplants(new Transplant(List.of("dns.exe"), List.of("c2")), all, 49_152),
            RULES)
        .run(FOLD);
  }

  @Test
  void whatIsTestedTeachesNothing() {
    Map<Signature, Long> records = records(run(observations));
    assertThat(records.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3 * 8 * 2);
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      List<Observation> fewer = new ArrayList<>(observations);
      fewer.removeIf(one -> one.scenario().equals("c") && random.nextBoolean());
      fewer.removeIf(one -> one.scenario().equals("e") && random.nextBoolean());
      assertThat(records(run(fewer))).isEqualTo(records);
    }
  }

  private static Map<Signature, Long> records(FoldResult result) {
    assertThat(result.lesson().modelled()).hasSize(1);
    return result.lesson().records(result.lesson().modelled().get(0));
  }

  @Test
  void anAttackOfALearnedScenarioTeachesNothing() {
    List<Observation> harmless = new ArrayList<>(observations);
    harmless.removeIf(one -> one.attack() && !one.scenario().equals("c"));
    assertThat(outlierFactors(run(observations))).isEqualTo(outlierFactors(run(harmless)));
    assertThat(outlierFactors(run(observations))).hasSize(16 + 2);
  }

  private static List<Double> outlierFactors(FoldResult result) {
    return result.judged().stream()
        .filter(Judged::isModelled)
        .map(judged -> judged.assessed().deviation().outlierFactor())
        .toList();
  }

  @Test
  void aServiceOfTheHistoryIsKnownAndThatOfTheAttackIsNew() {
    assertThat(run(observations).judged())
        .filteredOn(judged -> judged.origin() == Judged.Origin.RECORDED)
        .allSatisfy(
            judged ->
                assertThat(judged.signature().contains("newServiceOrganisation"))
                    .isEqualTo(judged.isAttack()));
  }

  @Test
  void aProcessWithoutAModelIsComparedWithThePopulation() {
    assertThat(run(observations).judged())
        .filteredOn(judged -> !judged.isModelled())
        .hasSize(1)
        .allMatch(judged -> judged.assessed().populationScore() != null)
        .allMatch(Judged::outlier);
  }
}
