package io.holoward.scoring.population;

import static io.holoward.scoring.population.Populations.LATENESS;
import static io.holoward.scoring.population.Populations.SERVICE;
import static io.holoward.scoring.population.Populations.WEB;
import static io.holoward.scoring.population.Populations.finding;
import static io.holoward.scoring.population.Populations.minute;
import static io.holoward.scoring.population.Populations.model;
import static io.holoward.scoring.population.Populations.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.ReleasedStates;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Restores what release 0.1 stored of populations, see {@link ReleasedStates}. */
class PopulationOfReleaseTest {

  private static OneInputStreamOperatorTestHarness<Sighting, PopulationCount> partial()
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new PartialPopulation(Populations.configuration()));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, PopulationCount, PopulationModel>
      sealing() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new PopulationOperator(Populations.configuration()),
        PopulationCount::organisation,
        Types.STRING);
  }

  private static TwoInputStreamOperatorTestHarness<Finding, PopulationModel, Finding> scoring()
      throws Exception {
    return new TwoInputStreamOperatorTestHarness<>(
        new PopulationScoringOperator<>(
            Populations.configuration(),
            PopulationSubject.FINDINGS,
            TypeInformation.of(Finding.class)));
  }

  @Test
  @EnabledIfSystemProperty(named = ReleasedStates.WRITE, matches = ".+")
  void writeTheStatesOfThisRelease() throws Exception {
    try (var harness = partial()) {
      harness.open();
      harness.processElement(new StreamRecord<>(service("ws-1", 1, WEB)));
      ReleasedStates.write(harness.snapshot(1, 1), "population-partial");
    }
    try (var harness = sealing()) {
      harness.open();
      harness.processElement(new StreamRecord<>(count(20)));
      ReleasedStates.write(harness.snapshot(1, 1), "population");
    }
    try (var harness = scoring()) {
      harness.open();
      harness.processElement2(new StreamRecord<>(model(1, minute(10), false, 1)));
      harness.processElement1(new StreamRecord<>(finding("a", Verdict.UNMODELLED, 30)));
      ReleasedStates.write(harness.snapshot(1, 1), "population-scoring");
    }
  }

  private static PopulationCount count(long count) {
    return new PopulationCount("acme", minute(5), 7, SERVICE, count);
  }

  @Test
  void whatWasCountedOfAnOpenWindowIsSentWhenItCloses() throws Exception {
    try (var harness = partial()) {
      harness.setup();
      harness.initializeState(ReleasedStates.read("population-partial"));
      harness.open();
      harness.processWatermark(new Watermark(minute(5) + LATENESS));
      assertThat(harness.extractOutputValues())
          .extracting(PopulationCount::organisation)
          .containsExactly("acme");
    }
  }

  @Test
  void whatWasLearnedIsSealed() throws Exception {
    try (var harness = sealing()) {
      harness.setup();
      harness.initializeState(ReleasedStates.read("population"));
      harness.open();
      harness.processWatermark(new Watermark(minute(10) + LATENESS));
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(model -> assertThat(model.records()).isEqualTo(20));
    }
  }

  @Test
  void whatWaitedIsComparedWithTheModelThatWasThere() throws Exception {
    try (var harness = scoring()) {
      harness.setup();
      harness.initializeState(ReleasedStates.read("population-scoring"));
      harness.open();
      harness.processWatermark2(new Watermark(minute(30) + LATENESS));
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(told -> assertThat(told.populationScore()).isGreaterThan(50));
    }
  }
}
