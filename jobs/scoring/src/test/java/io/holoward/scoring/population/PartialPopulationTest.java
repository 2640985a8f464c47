package io.holoward.scoring.population;

import static io.holoward.scoring.population.Populations.DOWNLOAD;
import static io.holoward.scoring.population.Populations.LATENESS;
import static io.holoward.scoring.population.Populations.NEW_WEB;
import static io.holoward.scoring.population.Populations.SERVICE;
import static io.holoward.scoring.population.Populations.WEB;
import static io.holoward.scoring.population.Populations.minute;
import static io.holoward.scoring.population.Populations.service;
import static io.holoward.scoring.population.Populations.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.population.ProcessHash;
import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PartialPopulationTest {

  private static final int MAX_PARALLELISM = 128;

  private static OneInputStreamOperatorTestHarness<Sighting, PopulationCount> start(
      int parallelism, int index, OperatorSubtaskState state, String... keys) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Sighting, PopulationCount>(
            new PartialPopulation(Populations.configuration(keys)),
            MAX_PARALLELISM,
            parallelism,
            index);
    harness.setup();
    if (state != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, parallelism, index));
    }
    harness.open();
    return harness;
  }

  private static void send(
      OneInputStreamOperatorTestHarness<Sighting, PopulationCount> harness, Sighting... sightings)
      throws Exception {
    for (Sighting sighting : sightings) {
      harness.processElement(new StreamRecord<>(sighting, sighting.eventTime()));
    }
  }

  private static PopulationCount count(double windowEnd, String record, long count) {
    return count(Populations.SYSTEM_PROGRAM, windowEnd, record, count);
  }

  private static PopulationCount count(
      String processId, double windowEnd, String record, long count) {
    return new PopulationCount("acme", minute(windowEnd), ProcessHash.of(processId), record, count);
  }

  private static PopulationCount ofUntold(double windowEnd, String record, long count) {
    return new PopulationCount("acme", minute(windowEnd), ProcessHash.NOT_TOLD, record, count);
  }

  @Test
  void anInstanceCountsOnceForARecordAndWindow() throws Exception {
    try (var harness = start(1, 0, null)) {
      send(harness, service("a", 1, WEB), service("a", 2, "outgoingWellKnownUDPPort_53"));
      send(harness, service("b", 1, WEB), service("a", 2, NEW_WEB), service("a", 6, WEB));
      harness.processWatermark(minute(10) + LATENESS);

      assertThat(harness.extractOutputValues())
          .containsExactlyInAnyOrder(
              count(5, SERVICE, 2), count(5, "newServiceOrganisation", 1), count(10, SERVICE, 1));
    }
  }

  @Test
  void eachProcessIsCountedOnItsOwn() throws Exception {
    String other = "acme|\\windows\\b.exe|";
    try (var harness = start(1, 0, null)) {
      send(harness, service("a", 1, WEB), service("b", 1, WEB));
      send(harness, sighting(Sighting.Kind.FIRST, "a", 1, other, "SYSTEM", WEB));
      send(harness, sighting(Sighting.Kind.FIRST, "a", 1, "acme|unknown|", "SYSTEM", WEB));
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(harness.extractOutputValues())
          .containsExactlyInAnyOrder(
              count(5, SERVICE, 2), count(other, 5, SERVICE, 1), ofUntold(5, SERVICE, 1));
    }
  }

  @Test
  void beyondTheBoundNothingIsToldOfProcessesWithoutAPlace() throws Exception {
    try (var harness = start(1, 0, null, "front.max-entries=1024")) {
      for (int host = 0; host < 1_024; host++) {
        send(harness, service("h" + host, 1, WEB));
      }
      send(harness, sighting(Sighting.Kind.FIRST, "a", 1, "acme|\\b.exe|", "SYSTEM", WEB));
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(harness.extractOutputValues())
          .containsExactlyInAnyOrder(count(5, SERVICE, 1_024), ofUntold(5, SERVICE, 1));
    }
  }

  @Test
  void aWindowIsToldOnceWhenItCloses() throws Exception {
    try (var harness = start(1, 0, null)) {
      send(harness, service("a", 1, WEB), service("a", 6, WEB));
      harness.processWatermark(minute(5) + LATENESS - 1);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(minute(5) + LATENESS);
      assertThat(harness.extractOutputValues()).containsExactly(count(5, SERVICE, 1));
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.extractOutputValues())
          .containsExactly(count(5, SERVICE, 1), count(10, SERVICE, 1));
    }
  }

  @Test
  void whatIsNoRecordTellsOnlyThatTheOrganisationWasSeen() throws Exception {
    try (var harness = start(1, 0, null)) {
      send(
          harness,
          sighting(Sighting.Kind.BLOCKED, "a", 1, "acme|\\x.exe|", "ada", WEB),
          sighting(Sighting.Kind.EXTERNAL_ALARM, "a", 2, "acme|\\x.exe|", "ada", WEB));
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(harness.extractOutputValues()).containsExactly(ofUntold(5, "", 0));
    }
  }

  @Test
  void whatIsCountedSurvivesARestart() throws Exception {
    OperatorSubtaskState state;
    try (var harness = start(1, 0, null)) {
      send(harness, service("a", 1, WEB), service("b", 1, WEB));
      state = harness.snapshot(1, 1);
    }
    try (var harness = start(1, 0, state)) {
      send(harness, service("a", 2, "outgoingWellKnownUDPPort_53"), service("c", 2, WEB));
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(harness.extractOutputValues()).containsExactly(count(5, SERVICE, 3));
    }
  }

  @Test
  void noCountIsLostOrDoubledWhenTheParallelismChanges() throws Exception {
    OperatorSubtaskState state;
    try (var harness = start(1, 0, null)) {
      send(harness, service("a", 1, WEB), service("b", 1, WEB), service("a", 6, WEB));
      send(harness, sighting(Sighting.Kind.FIRST, "a", 1, "acme|\\users\\*\\x|", "ada", WEB));
      state = harness.snapshot(1, 1);
    }
    List<PopulationCount> told = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      try (var harness = start(2, index, state)) {
        harness.processWatermark(Long.MAX_VALUE);
        told.addAll(harness.extractOutputValues());
      }
    }
    assertThat(told)
        .filteredOn(each -> each.count() > 0)
        .containsExactlyInAnyOrder(
            count(5, SERVICE, 2),
            count("acme|\\users\\*\\x|", 5, DOWNLOAD, 1),
            count(10, SERVICE, 1));
  }

  @Test
  void beyondTheBoundEachConnectionThatDiffersCounts() throws Exception {
    try (var harness = start(1, 0, null, "front.max-entries=1024")) {
      for (int host = 0; host < 1_024; host++) {
        send(harness, service("h" + host, 1, WEB));
      }
      send(harness, service("late", 1, WEB), service("late", 2, "outgoingWellKnownUDPPort_53"));
      send(harness, service("h7", 3, "outgoingWellKnownUDPPort_53"));
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(harness.extractOutputValues()).containsExactly(count(5, SERVICE, 1_026));
    }
  }
}
