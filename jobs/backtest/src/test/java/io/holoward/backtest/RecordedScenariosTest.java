package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.backtest.evaluation.Evaluation;
import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.evaluation.Labels;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ninety real Windows scenarios, where they are present. */
class RecordedScenariosTest {

  @TempDir Path out;

  @Test
  void everyLineOfTheScenariosIsAccountedFor() throws Exception {
    Path sysmon = Path.of(System.getProperty("shared.dir", "shared"), "data", "sysmon");
    Assumptions.assumeTrue(Files.isDirectory(sysmon), "recorded telemetry is absent");

    BacktestSummary summary =
        RecordedFleet.run(RecordedFleet.telemetry(sysmon), RecordedFleet.telemetry(sysmon), 2, out);

    assertThat(summary.read()).isEqualTo(22_093);
    assertThat(summary.decoded() + summary.deadLettered()).isEqualTo(summary.read());
    assertThat(summary.processStarts()).isEqualTo(799);
    assertThat(summary.listeners()).isEqualTo(11_324);
    assertThat(summary.connections() + summary.twins()).isEqualTo(9_970);
    assertThat(summary.late()).isZero();
    assertThat(summary.learning().overlapsInput()).isTrue();
    assertThat(summary.learning().protectedProcesses()).isPositive();
    assertThat(summary.protectedProcesses()).isEqualTo(summary.learning().protectedProcesses());
  }

  @Test
  void everyAssessedConnectionHasItsLabelAndEveryAttackToolIsTold() throws Exception {
    Path data = Path.of(System.getProperty("shared.dir", "shared"), "data");
    Path labels = data.resolve("sysmon-labels.csv.gz");
    Assumptions.assumeTrue(Files.isRegularFile(labels), "labels of recorded telemetry are absent");

    BacktestSummary summary =
        Backtest.run(
            new BacktestPlan(
                Optional.of(RecordedFleet.telemetry(data.resolve("sysmon"))),
                RecordedFleet.telemetry(data.resolve("sysmon")),
                Configuration.of(),
                2,
                out,
                Optional.empty(),
                List.of(),
                new Labelling(
                    Optional.of(Labels.read(labels, List.of())), List.of("background"), false)),
            BacktestProgress.NONE);
    Evaluation evaluation = Evaluation.read(out.resolve(AssessmentFiles.EVALUATION));

    assertThat(summary.learning().read() + summary.learning().leftOut()).isEqualTo(summary.read());
    assertThat(evaluation.labels().unlabelled()).isZero();
    assertThat(evaluation.labels().unmatched()).isZero();
    assertThat(evaluation.byLabel())
        .filteredOn(label -> List.of("c2", "agent", "tool").contains(label.label()))
        .hasSize(3)
        .allMatch(label -> label.found() == label.units());
    assertThat(evaluation.delays())
        .filteredOn(delay -> !delay.label().equals("lateral_in"))
        .allMatch(delay -> delay.delaySeconds() != null && delay.delaySeconds() < 1);
  }
}
