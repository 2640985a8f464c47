package io.holoward.scoring.population;

import static io.holoward.scoring.population.Populations.LATENESS;
import static io.holoward.scoring.population.Populations.finding;
import static io.holoward.scoring.population.Populations.minute;
import static io.holoward.scoring.population.Populations.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.population.PopulationModel;
import io.holoward.entropy.ScoringRules;
import io.holoward.scoring.codec.PopulationMapping;
import io.holoward.scoring.codec.RecordJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationScoringOperatorTest {

  private static final class Harness
      extends TwoInputStreamOperatorTestHarness<Finding, PopulationModel, Finding> {

    Harness(OperatorSubtaskState state, String... keys) throws Exception {
      super(
          new PopulationScoringOperator<>(
              Populations.configuration(keys),
              PopulationSubject.FINDINGS,
              TypeInformation.of(Finding.class)));
      setup();
      if (state != null) {
        initializeState(state);
      }
      open();
    }

    void send(Finding... findings) throws Exception {
      for (Finding finding : findings) {
        processElement1(new StreamRecord<>(finding, finding.eventTime()));
      }
    }

    void sealed(PopulationModel model) throws Exception {
      processElement2(new StreamRecord<>(model));
    }

    void models(double minute) throws Exception {
      processWatermark2(new Watermark(minute(minute) + LATENESS));
    }

    List<Finding> findings() {
      return extractOutputValues();
    }
  }

  @Test
  void whatHasAnIntendedStatePassesAtOnce() throws Exception {
    try (Harness harness = new Harness(null)) {
      Finding abnormal = finding("a", Verdict.ABNORMAL, 30);
      harness.send(finding("held", Verdict.UNMODELLED, 30), abnormal);

      assertThat(harness.findings()).containsExactly(abnormal);
    }
  }

  @Test
  void whatHasNoneWaitsUntilItsModelMustHaveCome() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.send(finding("a", Verdict.UNMODELLED, 30));
      harness.models(20);
      harness.sealed(model(1, minute(25), false, 1));
      assertThat(harness.findings()).isEmpty();
      harness.models(30);

      Finding finding = harness.findings().get(0);
      assertThat(finding.populationScore()).isGreaterThan(50);
      assertThat(finding.severity()).isGreaterThan(Severity.LOW);
      assertThat(finding.verdict()).isEqualTo(Verdict.UNMODELLED);
      assertThat(finding.explanation()).contains("records of the organisation");
    }
  }

  @Test
  void itIsComparedWithTheModelThatWasSealedLastBeforeIt() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.sealed(model(1, minute(10), false, 500));
      harness.sealed(model(2, minute(40), true, 1));
      harness.send(
          finding("before", Verdict.UNMODELLED, 5),
          finding("first", Verdict.UNMODELLED, 30),
          finding("second", Verdict.UNMODELLED, 40));

      assertThat(harness.findings()).extracting(Finding::uid).hasSize(3);
      assertThat(harness.findings().get(0).populationScore()).isNull();
      assertThat(harness.findings().get(0).severity()).isEqualTo(Severity.LOW);
      assertThat(harness.findings().get(1).populationScore()).isLessThan(50);
      assertThat(harness.findings().get(2).populationScore()).isGreaterThan(50);
    }
  }

  @Test
  void nothingWaitsWhereNoFurtherModelCanCome() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.sealed(model(1, minute(10), true, 1));
      harness.send(finding("a", Verdict.UNMODELLED, 30));

      assertThat(harness.findings()).hasSize(1);
    }
  }

  @Test
  void anUpdateNeverOvertakesItsFinding() throws Exception {
    try (Harness harness = new Harness(null)) {
      Finding later = finding("a", Verdict.UNMODELLED, 30);
      Finding update = finding("a", Verdict.UNMODELLED, 29);
      harness.send(later, update.updatedWith(update.activity()));
      harness.models(29);
      assertThat(harness.findings()).isEmpty();
      harness.processWatermark2(new Watermark(Long.MAX_VALUE));

      assertThat(harness.findings()).extracting(Finding::update).containsExactly(false, true);
    }
  }

  @Test
  void modelsAndWhatWaitsSurviveARestart() throws Exception {
    OperatorSubtaskState state;
    try (Harness harness = new Harness(null)) {
      harness.sealed(model(1, minute(10), false, 1));
      harness.send(finding("a", Verdict.UNMODELLED, 30));
      state = harness.snapshot(1, 1);
    }
    try (Harness harness = new Harness(state)) {
      harness.models(30);

      assertThat(harness.findings()).extracting(Finding::uid).containsExactly("a");
      assertThat(harness.findings().get(0).populationScore()).isGreaterThan(50);
    }
  }

  @Test
  void whatHasNoPlaceToWaitIsComparedWithWhatThereIs() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.sealed(model(1, minute(10), false, 1));
      for (int i = 0; i <= PopulationScoringOperator.MAX_HELD; i++) {
        harness.send(finding("f" + i, Verdict.UNMODELLED, 30));
      }

      assertThat(harness.findings())
          .extracting(Finding::uid)
          .containsExactly("f" + PopulationScoringOperator.MAX_HELD);
      assertThat(
              harness
                  .getEnvironment()
                  .getAccumulatorRegistry()
                  .getUserMap()
                  .get("populationOverflow")
                  .getLocalValue())
          .isEqualTo(1L);
    }
  }

  @Test
  void aModelThatSeedsAtTheStartIsStateUntilTheEnd(@TempDir Path directory) throws Exception {
    PopulationModel model = model(1, minute(5), true, 3);
    Path file =
        Files.writeString(
            directory.resolve("populations.json"),
            "[" + RecordJson.write(PopulationMapping.toRecord(model, ScoringRules.DEFAULT)) + "]");
    OperatorSubtaskState stored;
    try (Harness harness =
        new Harness(null, "population.seed=" + file, "states.seed-at-start=true")) {
      stored = harness.snapshot(1, 1);
    }
    for (int restart = 0; restart < 2; restart++) {
      try (Harness harness = new Harness(stored)) {
        harness.send(finding("a", Verdict.UNMODELLED, 30));
        assertThat(harness.findings())
            .singleElement()
            .satisfies(told -> assertThat(told.populationScore()).isNotNull());
        stored = harness.snapshot(1, 1);
      }
    }
  }
}
