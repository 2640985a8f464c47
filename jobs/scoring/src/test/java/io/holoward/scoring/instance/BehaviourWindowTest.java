package io.holoward.scoring.instance;

import static io.holoward.scoring.instance.InstanceEvents.DNS;
import static io.holoward.scoring.instance.InstanceEvents.WEB;
import static io.holoward.scoring.instance.InstanceEvents.blocked;
import static io.holoward.scoring.instance.InstanceEvents.connection;
import static io.holoward.scoring.instance.InstanceEvents.minute;
import static io.holoward.scoring.instance.InstanceEvents.repetition;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import io.holoward.scoring.state.CachingProcessOperator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BehaviourWindowTest {

  private KeyedOneInputStreamOperatorTestHarness<InstanceKey, IdentifiedEvent, Sighting> harness;

  private void open(String... overrides) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CachingProcessOperator<>(new BehaviourWindow(Configuration.of(overrides))),
            identified -> identified.event().instance(),
            TypeInformation.of(InstanceKey.class));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void send(InstanceEvent... events) throws Exception {
    for (InstanceEvent event : events) {
      harness.processElement(
          new StreamRecord<>(InstanceEvents.identified(event), event.firstSeen()));
    }
  }

  private List<Sighting> sightings() {
    return harness.extractOutputValues();
  }

  /** The entries of state that a snapshot would hold. */
  private int stored() throws Exception {
    harness.snapshot(1, 1);
    return harness.numKeyedStateEntries();
  }

  private long late() {
    return (Long)
        harness.getEnvironment().getAccumulatorRegistry().getUserMap().get("late").getLocalValue();
  }

  @Test
  void forAnEvaluationWhatIsOnlyCountedIsSentOnAsWell() throws Exception {
    open("evaluation.assess=true");
    send(connection(1, WEB), connection(2, WEB), repetition(3, WEB, 4), blocked(4, WEB));
    assertThat(sightings())
        .extracting(Sighting::kind)
        .containsExactly(Kind.FIRST, Kind.ASSESSMENT, Kind.BLOCKED);
    assertThat(sightings().get(1).source()).isNotEqualTo(sightings().get(0).source());
  }

  @Test
  void aSignatureIsSentOnAtOnceAndOnceAWindow() throws Exception {
    open();
    send(connection(1, WEB), connection(2, WEB), connection(3, DNS), connection(6, WEB));
    assertThat(sightings()).extracting(Sighting::kind).containsOnly(Kind.FIRST);
    assertThat(sightings()).extracting(Sighting::signature).containsExactly(WEB, DNS, WEB);
    assertThat(sightings()).extracting(Sighting::count).containsOnly(1L);
  }

  @Test
  void whatWasCountedBeyondTheFirstFollowsWhenTheWindowCloses() throws Exception {
    open();
    send(connection(1, WEB), connection(2, WEB), connection(3, DNS), repetition(4, WEB, 40));
    harness.processWatermark(minute(6) - 1);
    assertThat(sightings()).hasSize(2);

    harness.processWatermark(minute(6));

    assertThat(sightings()).hasSize(3);
    Sighting counts = sightings().get(2);
    assertThat(counts.kind()).isEqualTo(Kind.REPETITION);
    assertThat(counts.count()).isEqualTo(41);
    assertThat(counts.firstSeen()).isEqualTo(minute(1));
    assertThat(counts.lastSeen()).isEqualTo(minute(4));
    assertThat(counts.windowEnd()).isEqualTo(minute(5));
  }

  @Test
  void aClosedWindowLeavesNeitherStateNorTimersOnceTheHorizonHasPassed() throws Exception {
    open();
    send(connection(1, WEB), connection(2, DNS), connection(7, WEB));
    harness.snapshot(1, 1);
    assertThat(harness.numEventTimeTimers()).as("one a window").isEqualTo(2);
    harness.processWatermark(minute(11));
    harness.snapshot(2, 2);
    assertThat(harness.numEventTimeTimers()).as("one a horizon").isEqualTo(1);
    harness.processWatermark(minute(131));
    assertThat(stored()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aWindowThatNoSnapshotSeesLeavesNoTimer() throws Exception {
    open();
    send(connection(1, WEB), connection(2, DNS), connection(7, WEB));
    harness.processWatermark(minute(131));
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(stored()).isZero();
  }

  @Test
  void withinTheAllowedLatenessAConnectionStillBelongsToItsWindow() throws Exception {
    open();
    harness.processWatermark(minute(6) - 1);
    send(connection(4, WEB));
    assertThat(sightings()).extracting(Sighting::kind).containsExactly(Kind.FIRST);
    assertThat(late()).isZero();
  }

  @Test
  void beyondItAConnectionIsSentOnAloneAndCounted() throws Exception {
    open();
    harness.processWatermark(minute(6));
    send(connection(4, WEB), connection(4, WEB));
    assertThat(sightings()).extracting(Sighting::kind).containsExactly(Kind.LATE, Kind.LATE);
    assertThat(late()).isEqualTo(2);
    assertThat(stored()).isZero();
  }

  @Test
  void aLateCountStaysACount() throws Exception {
    open();
    harness.processWatermark(minute(6));
    send(repetition(4, WEB, 12));
    assertThat(sightings()).extracting(Sighting::kind).containsExactly(Kind.REPETITION);
    assertThat(late()).isEqualTo(12);
  }

  @Test
  void aRefusedConnectionIsSentOnEachTimeAndCountedWhenLate() throws Exception {
    open();
    send(blocked(1, WEB), blocked(2, WEB));
    harness.processWatermark(minute(6));
    send(blocked(3, WEB));
    assertThat(sightings())
        .extracting(Sighting::kind)
        .containsExactly(Kind.BLOCKED, Kind.BLOCKED, Kind.BLOCKED);
    assertThat(late()).isEqualTo(1);
  }

  @Test
  void whatIsAnomalousAboutFlowsIsSentOnAtOnceWhateverARecordIs() throws Exception {
    for (String record : List.of("record=signature", "record=window")) {
      open(record);
      harness.processWatermark(minute(30));
      send(InstanceEvents.flow(InstanceEvent.Kind.FLOW, 31, 1));
      send(InstanceEvents.flow(InstanceEvent.Kind.FLOW_REPETITION, 31, 7));
      send(InstanceEvents.flow(InstanceEvent.Kind.FLOW, 1, 1));

      assertThat(sightings())
          .extracting(s -> s.kind() + " " + s.count() + " " + s.flow().text())
          .containsExactly("FLOW 1 slow", "FLOW_REPETITION 7 slow", "FLOW 1 slow");
      assertThat(late()).as("late flows are counted where their group is").isZero();
      assertThat(stored()).isZero();
    }
  }

  @Test
  void withRecordWindowTheUnionFollowsWhenTheWindowCloses() throws Exception {
    open("record=window");
    send(connection(2, DNS), connection(1, WEB), connection(3, DNS), repetition(4, WEB, 3));
    assertThat(sightings()).isEmpty();

    harness.processWatermark(minute(6));

    assertThat(sightings()).hasSize(1);
    Sighting union = sightings().get(0);
    assertThat(union.kind()).isEqualTo(Kind.FIRST);
    assertThat(union.signature()).isEqualTo(WEB + " " + DNS);
    assertThat(union.count()).isEqualTo(6);
    assertThat(union.eventTime()).isEqualTo(minute(1));
    assertThat(union.lastSeen()).isEqualTo(minute(4));
    assertThat(union.connections()).hasSize(2);
    harness.processWatermark(minute(131));
    assertThat(stored()).isZero();
  }
}
