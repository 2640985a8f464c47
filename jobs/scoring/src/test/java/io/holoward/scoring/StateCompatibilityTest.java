package io.holoward.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.history.Clients;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.port.PortUseKey;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.flow.FlowStatistics;
import io.holoward.scoring.flow.Flows;
import io.holoward.scoring.flow.GroupedFlow;
import io.holoward.scoring.flow.PortExceptions;
import io.holoward.scoring.flow.PortSighting;
import io.holoward.scoring.front.FrontOperator;
import io.holoward.scoring.front.HostEvents;
import io.holoward.scoring.instance.BehaviourWindow;
import io.holoward.scoring.instance.ContextJoin;
import io.holoward.scoring.instance.IdentifiedEvent;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.instance.InstanceEvents;
import io.holoward.scoring.process.IntendedStatesOperator;
import io.holoward.scoring.process.Sightings;
import io.holoward.scoring.state.CachingProcessOperator;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Restores the operator states that release 0.1 stored. They are written once a release, by {@code
 * -Dtest=StateCompatibilityTest -Dstate.write=src/test/resources/state/RELEASE}, and never again.
 */
class StateCompatibilityTest {

  private static final String NETSVCS = "svchost.exe -k netsvcs";

  private static final Configuration CONFIGURATION =
      Configuration.of(
          "promotion.min-records=3",
          "promotion.floor=2",
          "promotion.min-hosts=1",
          "promotion.min-age=10 min",
          "promotion.stability.max-new=1.0",
          "alarm.raise=deviation",
          "score.pairs=false",
          "population.ready-at=9999-01-01T00:00:00Z",
          "flows.rtt.min-count=5",
          "ports.exceptions.min-hosts=2",
          "ports.exceptions.min-age=3 d");

  private static OneInputStreamOperatorTestHarness<Decoded, InstanceEvent> front()
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new FrontOperator(CONFIGURATION));
  }

  private static KeyedOneInputStreamOperatorTestHarness<InstanceKey, InstanceEvent, IdentifiedEvent>
      contextJoin() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new CachingProcessOperator<>(new ContextJoin(Duration.ofHours(24), new Clients(true))),
        InstanceEvent::instance,
        TypeInformation.of(InstanceKey.class));
  }

  private static KeyedOneInputStreamOperatorTestHarness<InstanceKey, IdentifiedEvent, Sighting>
      behaviourWindow() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new CachingProcessOperator<>(new BehaviourWindow(CONFIGURATION)),
        identified -> identified.event().instance(),
        TypeInformation.of(InstanceKey.class));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Sighting, ControlCommand, Finding>
      intendedStates() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new IntendedStatesOperator(CONFIGURATION), Sighting::processId, null, Types.STRING);
  }

  private static KeyedOneInputStreamOperatorTestHarness<FlowGroupKey, GroupedFlow, AnnotatedFlow>
      flowStatistics() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new FlowStatistics(CONFIGURATION),
        GroupedFlow::group,
        TypeInformation.of(FlowGroupKey.class));
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          PortUseKey, PortSighting, PortExceptionProposal>
      portExceptions() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new PortExceptions(CONFIGURATION)),
        PortSighting::use,
        TypeInformation.of(PortUseKey.class));
  }

  private static GroupedFlow flow(double minute, String application, double rttMillis) {
    return Flows.grouped(Flows.flow(minute, application, rttMillis));
  }

  private static PortSighting odd(String host, int day) {
    return new PortSighting(
        new PortUseKey("acme", "HTTP", Protocol.TCP, 8123),
        host,
        Sightings.minute(day * Duration.ofDays(1).toMinutes()));
  }

  @Test
  @EnabledIfSystemProperty(named = ReleasedStates.WRITE, matches = ".+")
  void writeTheStatesOfThisRelease() throws Exception {
    HostEvents host = new HostEvents("ws-1");
    try (var harness = front()) {
      harness.open();
      for (var event :
          List.of(
              host.sysmon(1, 50_000, 443),
              host.sysmon(2, 50_001, 443),
              host.filtering(3, 50_002, 445))) {
        harness.processElement(new StreamRecord<>(Decoded.of(event)));
      }
      ReleasedStates.write(harness.snapshot(1, 1), "front");
    }
    try (var harness = contextJoin()) {
      harness.open();
      harness.processElement(new StreamRecord<>(InstanceEvents.start(0, NETSVCS)));
      ReleasedStates.write(harness.snapshot(1, 1), "context-join");
    }
    try (var harness = behaviourWindow()) {
      harness.open();
      for (InstanceEvent event :
          List.of(
              InstanceEvents.connection(1, InstanceEvents.WEB),
              InstanceEvents.repetition(2, InstanceEvents.WEB, 3))) {
        harness.processElement(new StreamRecord<>(InstanceEvents.identified(event)));
      }
      ReleasedStates.write(harness.snapshot(1, 1), "behaviour-window");
    }
    try (var harness = intendedStates()) {
      harness.open();
      for (Sighting sighting :
          List.of(
              Sightings.first("lsass", "a", 1, Sightings.WEB),
              Sightings.first("lsass", "b", 6, Sightings.WEB),
              Sightings.first("lsass", "a", 11, Sightings.DNS),
              Sightings.alarm("ghost", "a", 12, "alarm-1"))) {
        harness.processElement1(new StreamRecord<>(sighting));
      }
      harness.processWatermark1(new Watermark(Sightings.minute(17)));
      harness.processElement1(new StreamRecord<>(Sightings.first("lsass", "a", 21, Sightings.SMB)));
      harness.processElement1(
          new StreamRecord<>(Sightings.first("spoolsv", "a", 22, Sightings.WEB)));
      harness.processElement2(
          new StreamRecord<>(
              new ControlCommand(
                  "c1",
                  "acme",
                  ControlCommand.Action.RELEARN,
                  "*lsass*",
                  Sightings.minute(61),
                  "operator")));
      ReleasedStates.write(harness.snapshot(1, 1), "intended-states");
    }
    try (var harness = flowStatistics()) {
      harness.open();
      for (int minute = 0; minute < 10; minute++) {
        harness.processElement(new StreamRecord<>(flow(minute, "tls", 20.0 + minute % 3)));
      }
      harness.processElement(new StreamRecord<>(flow(10.1, "ssh", 20.0)));
      harness.processElement(new StreamRecord<>(flow(10.2, "ssh", 21.0)));
      ReleasedStates.write(harness.snapshot(1, 1), "flow-statistics");
    }
    try (var harness = portExceptions()) {
      harness.open();
      harness.processElement(new StreamRecord<>(odd("ws-1", 0)));
      harness.processElement(new StreamRecord<>(odd("ws-2", 1)));
      ReleasedStates.write(harness.snapshot(1, 1), "port-exceptions");
    }
  }

  @Test
  void theFrontKnowsWhatItHeldBack() throws Exception {
    HostEvents host = new HostEvents("ws-1");
    try (var harness = restored(front(), "front")) {
      harness.processElement(new StreamRecord<>(Decoded.of(host.sysmon(4, 50_002, 445))));
      harness.getOneInputOperator().finish();
      assertThat(harness.extractOutputValues())
          .extracting(event -> event.kind() + " " + event.count())
          .containsExactlyInAnyOrder("CONNECTION 1", "REPETITION 1");
      assertThat(
              harness
                  .getEnvironment()
                  .getAccumulatorRegistry()
                  .getUserMap()
                  .get("twins")
                  .getLocalValue())
          .isEqualTo(1L);
    }
  }

  @Test
  void theContextJoinKnowsTheStartOfAnInstance() throws Exception {
    try (var harness = restored(contextJoin(), "context-join")) {
      harness.processElement(new StreamRecord<>(InstanceEvents.connection(5, InstanceEvents.WEB)));
      assertThat(harness.getSideOutput(ContextJoin.HISTORY))
          .singleElement()
          .satisfies(sent -> assertThat(sent.getValue().processName()).isEqualTo(NETSVCS));
      harness.processWatermark(InstanceEvents.minute(48 * 60));
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void theBehaviourWindowClosesWhatWasOpen() throws Exception {
    try (var harness = restored(behaviourWindow(), "behaviour-window")) {
      harness.processWatermark(InstanceEvents.minute(6));
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              sighting -> {
                assertThat(sighting.kind()).isEqualTo(Sighting.Kind.REPETITION);
                assertThat(sighting.count()).isEqualTo(3);
                assertThat(sighting.host()).isEqualTo("ws-1");
              });
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void theIntendedStatesGoOnWhereTheyStood() throws Exception {
    try (var harness = restored(intendedStates(), "intended-states")) {
      for (Sighting sighting :
          List.of(
              Sightings.first("lsass", "a", 31, Sightings.WEB),
              Sightings.first("lsass", "b", 31, Sightings.WEB + " newServiceOrganisation"),
              Sightings.first("lsass", "a", 32, Sightings.SMB))) {
        harness.processElement1(new StreamRecord<>(sighting));
      }
      assertThat(harness.extractOutputValues())
          .as("known, or raised before; a model of that release speaks of Table 2 alone")
          .isEmpty();

      harness.processElement1(new StreamRecord<>(Sightings.first("lsass", "a", 66, Sightings.SMB)));
      harness.processWatermark1(new Watermark(Long.MAX_VALUE));

      assertThat(harness.extractOutputValues())
          .extracting(finding -> finding.detector() + " " + finding.update())
          .containsExactlyInAnyOrder("connection true", "external-alarm false");
      assertThat(harness.extractOutputValues())
          .filteredOn(Finding::update)
          .allSatisfy(
              finding -> {
                assertThat(finding.activity().connectionCount()).isEqualTo(2);
                assertThat(finding.baseline().records()).isEqualTo(3);
              });
      assertThat(harness.extractOutputValues())
          .filteredOn(finding -> finding.externalAlarm() != null)
          .allMatch(finding -> finding.verdict() == Verdict.UNMODELLED);
      assertThat(harness.getSideOutput(IntendedStatesOperator.PROGRESS))
          .extracting(record -> record.getValue().processName() + " " + record.getValue().records())
          .contains("spoolsv.exe 1", "lsass.exe 1");
    }
  }

  @Test
  void theFlowsOfAGroupKnowTheirPast() throws Exception {
    try (var harness = restored(flowStatistics(), "flow-statistics")) {
      harness.processElement(new StreamRecord<>(flow(11, "tls", 200.0)));
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              annotated -> {
                assertThat(annotated.observation().anomalies())
                    .containsExactly(FlowAnomaly.RTT_DEVIATION);
                assertThat(annotated.observation().comparison().values()).isEqualTo(10);
                assertThat(annotated.observation().lastWindow().count()).isEqualTo(1);
              });

      harness.processWatermark(Sightings.minute(15));
      assertThat(harness.getSideOutput(FlowStatistics.ALARMS))
          .extracting(record -> record.getValue().kind() + " " + record.getValue().count())
          .as("what was repeated before, and what is new")
          .contains("FLOW_REPETITION 1", "FLOW 1");

      harness.processWatermark(Sightings.minute(Duration.ofDays(31).toMinutes()));
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void theUseOfAPortIsRememberedUntilItIsProposed() throws Exception {
    try (var harness = restored(portExceptions(), "port-exceptions")) {
      harness.processElement(new StreamRecord<>(odd("ws-1", 4)));
      harness.processWatermark(odd("ws-1", 5).eventTime());
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              proposal -> {
                assertThat(proposal.hosts()).isEqualTo(2);
                assertThat(proposal.firstSeen()).isEqualTo(odd("ws-1", 0).eventTime());
              });
    }
  }

  private static <H extends AbstractStreamOperatorTestHarness<?>> H restored(H harness, String name)
      throws Exception {
    harness.setup();
    harness.initializeState(ReleasedStates.read(name));
    harness.open();
    return harness;
  }
}
