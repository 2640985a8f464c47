package io.holoward.scoring.instance;

import static io.holoward.scoring.instance.InstanceEvents.DNS;
import static io.holoward.scoring.instance.InstanceEvents.WEB;
import static io.holoward.scoring.instance.InstanceEvents.connection;
import static io.holoward.scoring.instance.InstanceEvents.minute;
import static io.holoward.scoring.instance.InstanceEvents.of;
import static io.holoward.scoring.instance.InstanceEvents.repetition;
import static io.holoward.scoring.instance.InstanceEvents.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.Clients;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.scoring.state.CachingProcessOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContextJoinTest {

  private static final String NETSVCS = "svchost.exe -k netsvcs";
  private static final int DAY = 24 * 60;

  private KeyedOneInputStreamOperatorTestHarness<InstanceKey, InstanceEvent, IdentifiedEvent>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CachingProcessOperator<>(new ContextJoin(Duration.ofHours(24), new Clients(true))),
            InstanceEvent::instance,
            TypeInformation.of(InstanceKey.class));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void send(InstanceEvent... events) throws Exception {
    for (InstanceEvent event : events) {
      harness.processElement(new StreamRecord<>(event, event.firstSeen()));
    }
  }

  /** What was sent on: what has to pass the history first. */
  private List<IdentifiedEvent> sent() {
    List<IdentifiedEvent> events = new ArrayList<>();
    var outbound = harness.getSideOutput(ContextJoin.HISTORY);
    if (outbound != null) {
      outbound.forEach(record -> events.add(record.getValue()));
    }
    events.addAll(harness.extractOutputValues());
    return events;
  }

  /** The entries of state that a snapshot would hold. */
  private int stored() throws Exception {
    harness.snapshot(1, 1);
    return harness.numKeyedStateEntries();
  }

  private List<String> names() {
    return sent().stream().map(IdentifiedEvent::processName).toList();
  }

  @Test
  void theFirstSightingOfAPrivateClientTakesItAsWell() throws Exception {
    send(
        InstanceEvents.acceptedFrom("10.0.0.7", 1, Novelty.NONE),
        InstanceEvents.acceptedFrom("203.0.113.7", 2, Novelty.NONE),
        InstanceEvents.repetitionsFrom("10.0.0.7", 3, 7));
    assertThat(harness.getSideOutput(ContextJoin.HISTORY))
        .extracting(record -> record.getValue().event().lastSeen())
        .containsExactly(minute(1));
    assertThat(harness.extractOutputValues()).hasSize(2);
  }

  @Test
  void onlyFirstSightingsOfOutboundConnectionsTakeTheWayThroughTheHistory() throws Exception {
    send(connection(1, WEB), InstanceEvents.blocked(2, WEB), repetition(3, WEB, 7));
    send(InstanceEvents.inbound(4), InstanceEvents.multicast(5), InstanceEvents.toItself(6));
    send(InstanceEvents.broadcast(6), InstanceEvents.alarm(7));
    harness.processWatermark(minute(7));
    assertThat(harness.getSideOutput(ContextJoin.HISTORY))
        .extracting(record -> record.getValue().event().kind())
        .containsExactly(InstanceEvent.Kind.CONNECTION, InstanceEvent.Kind.BLOCKED);
    assertThat(harness.extractOutputValues())
        .extracting(event -> event.event().kind())
        .containsExactly(
            InstanceEvent.Kind.REPETITION,
            InstanceEvent.Kind.CONNECTION,
            InstanceEvent.Kind.CONNECTION,
            InstanceEvent.Kind.CONNECTION,
            InstanceEvent.Kind.CONNECTION,
            InstanceEvent.Kind.ALARM);
  }

  @Test
  void theCommandLineOfTheStartNamesTheProcessOfItsConnections() throws Exception {
    send(start(0, NETSVCS), connection(1, WEB));
    assertThat(names()).containsExactly(NETSVCS);
    assertThat(sent().get(0).event().process().commandLine()).isEqualTo(NETSVCS);
  }

  @Test
  void anIdentityIsFixedWithinAWindowAndBetterKnowledgeCountsFromTheNext() throws Exception {
    send(connection(1, WEB), start(2, NETSVCS), connection(3, DNS), connection(6, WEB));
    assertThat(names()).hasSize(3);
    assertThat(names().get(0)).isNotEqualTo(NETSVCS).isEqualTo(names().get(1));
    assertThat(names().get(2)).isEqualTo(NETSVCS);
  }

  @Test
  void aLaterEventThatKnowsLessChangesNothing() throws Exception {
    send(start(0, NETSVCS), connection(1, WEB), connection(30, WEB));
    assertThat(names()).containsExactly(NETSVCS, NETSVCS);
  }

  @Test
  void aCountIsGivenHostAndProcessOfItsInstance() throws Exception {
    send(start(0, NETSVCS), connection(1, WEB), repetition(2, WEB, 7));
    IdentifiedEvent counted = sent().get(1);
    assertThat(counted.processName()).isEqualTo(NETSVCS);
    assertThat(counted.event().host()).isEqualTo("ws-1");
    assertThat(counted.event().organisation()).isEqualTo("acme");
    assertThat(counted.event().count()).isEqualTo(7);
  }

  @Test
  void anAnomalousFlowAndItsCountBelongToTheProcessOfTheirInstance() throws Exception {
    send(start(0, NETSVCS));
    send(InstanceEvents.flow(InstanceEvent.Kind.FLOW, 1, 1));
    send(InstanceEvents.flow(InstanceEvent.Kind.FLOW_REPETITION, 2, 7));
    harness.processWatermark(minute(2));
    assertThat(names()).containsExactly(NETSVCS, NETSVCS);
    IdentifiedEvent counted = sent().get(1);
    assertThat(counted.event().count()).isEqualTo(7);
    assertThat(counted.event().process().commandLine()).isEqualTo(NETSVCS);
    assertThat(counted.event().flow().text()).isEqualTo("slow");
  }

  @Test
  void aFlowThatOvertakesTheStartOfItsInstanceWaitsForItAndFixesNothing() throws Exception {
    send(InstanceEvents.flow(InstanceEvent.Kind.FLOW, 1, 1));
    send(start(0, NETSVCS), connection(2, WEB));
    assertThat(names()).containsExactly(NETSVCS);

    harness.processWatermark(minute(1));

    assertThat(names()).containsExactly(NETSVCS, NETSVCS);
    assertThat(sent().get(1).event().kind()).isEqualTo(InstanceEvent.Kind.FLOW);
  }

  @Test
  void anAlarmThatOvertakesTheStartOfItsInstanceWaitsForItAndFixesNothing() throws Exception {
    send(InstanceEvents.alarm(1));
    send(start(0, NETSVCS), connection(2, WEB));
    assertThat(names()).containsExactly(NETSVCS);

    harness.processWatermark(minute(1));

    assertThat(names()).containsExactly(NETSVCS, NETSVCS);
    assertThat(sent().get(1).event().kind()).isEqualTo(InstanceEvent.Kind.ALARM);
  }

  @Test
  void whatWaitsForOneInstanceIsBoundedAndTheRestComesOutAtOnceAndIsCounted() throws Exception {
    int bound = 16_384;
    for (int i = 0; i < bound + 3; i++) {
      send(InstanceEvents.alarm(1));
    }
    assertThat(names()).hasSize(3);
    assertThat(overflow()).isEqualTo(3L);

    harness.processWatermark(minute(1));
    assertThat(names()).hasSize(bound + 3);

    send(InstanceEvents.alarm(2));
    assertThat(names()).as("places are free again").hasSize(bound + 3);
    assertThat(overflow()).isEqualTo(3L);
  }

  private Object overflow() {
    return harness
        .getEnvironment()
        .getAccumulatorRegistry()
        .getUserMap()
        .get("overtakingOverflow")
        .getLocalValue();
  }

  @Test
  void aFlowBehindTheWatermarkDoesNotWait() throws Exception {
    harness.processWatermark(minute(5));
    send(InstanceEvents.flow(InstanceEvent.Kind.FLOW, 1, 1));
    assertThat(names()).containsExactly("svchost.exe");
    assertThat(stored()).as("it leaves no trace").isZero();
  }

  @Test
  void manyFlowsOfOneWatermarkAreReleasedAtOnceAndNoneTwice() throws Exception {
    for (int i = 0; i < 500; i++) {
      send(InstanceEvents.flow(InstanceEvent.Kind.FLOW, 1 + i / 100.0, 1));
    }
    harness.processWatermark(minute(3));
    assertThat(names()).hasSize(201);
    harness.processWatermark(minute(30));
    assertThat(names()).hasSize(500);
    assertThat(stored()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whatIsNotSeenForLongIsForgottenWithoutATrace() throws Exception {
    send(start(0, NETSVCS), connection(100, WEB));
    assertThat(stored()).isEqualTo(1);

    harness.processWatermark(minute(DAY + 60));
    assertThat(stored()).as("seen since").isEqualTo(1);

    harness.processWatermark(minute(DAY + 180));
    assertThat(stored()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void instancesOfOneHourAreNotForgottenAllAtOnce() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 600; i++) {
      InstanceKey instance = new InstanceKey(random.nextLong(), random.nextLong());
      send(of(instance, connection(10, WEB)));
    }
    assertThat(stored()).isEqualTo(600);

    harness.processWatermark(minute(DAY + 90));
    assertThat(stored()).as("half an hour after the first may go").isBetween(240, 360);

    harness.processWatermark(minute(DAY + 120));
    assertThat(stored()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aContextExpiresByEventTimeHoweverFarTheWatermarkIs() throws Exception {
    send(start(0, NETSVCS), connection(1, WEB), connection(2 * DAY, WEB));
    assertThat(names().get(0)).isEqualTo(NETSVCS);
    assertThat(names().get(1)).isNotEqualTo(NETSVCS);
  }

  @Test
  void aBusyInstanceCostsOneTimerAnHour() throws Exception {
    for (int i = 0; i < 240; i++) {
      send(connection(i, WEB));
    }
    assertThat(harness.numEventTimeTimers()).isLessThanOrEqualTo(4);
  }
}
