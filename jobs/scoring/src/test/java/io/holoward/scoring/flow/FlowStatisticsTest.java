package io.holoward.scoring.flow;

import static io.holoward.scoring.flow.Flows.flow;
import static io.holoward.scoring.flow.Flows.grouped;
import static io.holoward.scoring.flow.Flows.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Recommendation.Action;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.scoring.instance.InstanceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class FlowStatisticsTest {

  private static final Configuration CONFIGURATION = Configuration.of("flows.rtt.min-count=5");

  private static KeyedOneInputStreamOperatorTestHarness<FlowGroupKey, GroupedFlow, AnnotatedFlow>
      harness(int cachedGroups) throws Exception {
    return harness(CONFIGURATION, cachedGroups);
  }

  private static KeyedOneInputStreamOperatorTestHarness<FlowGroupKey, GroupedFlow, AnnotatedFlow>
      harness(Configuration configuration, int cachedGroups) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new FlowStatistics(configuration, cachedGroups),
        GroupedFlow::group,
        TypeInformation.of(FlowGroupKey.class));
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<FlowGroupKey, GroupedFlow, AnnotatedFlow> harness,
      FlowEvent... flows)
      throws Exception {
    for (FlowEvent flow : flows) {
      harness.processElement(new StreamRecord<>(grouped(flow), flow.eventTime()));
    }
  }

  private static <T> List<T> side(
      KeyedOneInputStreamOperatorTestHarness<FlowGroupKey, GroupedFlow, AnnotatedFlow> harness,
      OutputTag<T> tag) {
    Queue<StreamRecord<T>> output = harness.getSideOutput(tag);
    List<T> values = new ArrayList<>();
    if (output != null) {
      output.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  /** Ten quiet minutes of about 20 ms. */
  private static FlowEvent[] quiet(String host, String service) {
    FlowEvent[] flows = new FlowEvent[10];
    for (int i = 0; i < flows.length; i++) {
      flows[i] = flow(host, service, 443, i, "tls", 20.0 + i % 3);
    }
    return flows;
  }

  private static FlowEvent[] quiet() {
    return quiet("ws-1", "192.0.2.10");
  }

  @Test
  void aFlowIsAnnotatedAtOnceAgainstThePastOfItsGroup() throws Exception {
    try (var harness = harness(16)) {
      harness.open();
      send(harness, quiet());
      send(harness, flow(10, "tls", 200.0));

      List<AnnotatedFlow> annotated = harness.extractOutputValues();
      assertThat(annotated).hasSize(11);
      assertThat(annotated.subList(0, 10)).noneMatch(AnnotatedFlow::anomalous);
      AnnotatedFlow slow = annotated.get(10);
      assertThat(slow.observation().anomalies()).containsExactly(FlowAnomaly.RTT_DEVIATION);
      assertThat(slow.observation().lastWindow().windowEnd()).isEqualTo(minute(9));
      assertThat(slow.observation().comparison().zScore()).isGreaterThan(4);
      assertThat(slow.advice().recommendation().action()).isEqualTo(Action.INVESTIGATE);
      assertThat(slow.expectedPorts()).contains("443");
    }
  }

  @Test
  void anAnomalyIsAnAlarmOfTheProcessWithTheFeaturesOfItsConnection() throws Exception {
    try (var harness = harness(16)) {
      harness.open();
      send(harness, flow(0, "ssh", 20.0));

      InstanceEvent alarm = side(harness, FlowStatistics.ALARMS).get(0);
      assertThat(alarm.kind()).isEqualTo(InstanceEvent.Kind.FLOW);
      assertThat(alarm.flow().anomalies()).containsExactly(FlowAnomaly.PORT_FOREIGN_PROTOCOL);
      assertThat(alarm.signature())
          .isEqualTo(
              "flowPortApplicationMismatch outgoingIPv4HasPublic outgoingWellKnownTCPPort_443");
      assertThat(alarm.source()).isEqualTo(flow(0, null, null).source());
    }
  }

  @Test
  void onlyAPortThatIsNobodysCanBecomeAnException() throws Exception {
    FlowEvent elsewhere = flow("ws-1", "192.0.2.10", 2022, 0, "ssh", null);
    try (var harness = harness(16)) {
      harness.open();
      send(harness, elsewhere, flow(0, "ssh", null));

      assertThat(side(harness, FlowStatistics.PORTS))
          .containsExactly(PortSighting.of(elsewhere, "SSH"));
    }
  }

  @Test
  void aSilentGroupClosesItsWindowWhenTheWatermarkPasses() throws Exception {
    try (var harness = harness(16)) {
      harness.open();
      send(harness, quiet());
      send(harness, flow(10, "tls", 20.0));
      harness.processWatermark(new Watermark(minute(10)));
      send(harness, flow(11, "tls", 21.0), flow(11.1, "tls", 500.0), flow(11.2, "tls", 500.0));
      int raised = side(harness, FlowStatistics.ALARMS).size();
      assertThat(raised).isEqualTo(1);

      harness.processWatermark(new Watermark(minute(13)));

      assertThat(harness.numEventTimeTimers()).as("only expiry is left").isEqualTo(1);
    }
  }

  @Test
  void aGroupOnTheHeapHasATimerOnlyOnceItIsWrittenBack() throws Exception {
    try (var harness = harness(16)) {
      harness.open();
      send(harness, quiet());
      assertThat(harness.numEventTimeTimers()).as("expiry").isEqualTo(1);

      harness.snapshot(1, 1);

      assertThat(harness.numEventTimeTimers()).as("expiry and the open window").isEqualTo(2);
    }
  }

  @Test
  void aSilentGroupSaysTheSameWhetherItIsHeldOrEvictedOrRestored() throws Exception {
    FlowEvent[] last = {flow(11, "tls", 500.0), flow(11.1, "tls", 500.0), flow(11.2, "tls", 500.0)};
    List<InstanceEvent> held = ofASilentGroup(16, false, last);

    assertThat(held).extracting(InstanceEvent::kind).contains(InstanceEvent.Kind.FLOW_REPETITION);
    assertThat(ofASilentGroup(1, false, last)).isEqualTo(held);
    assertThat(ofASilentGroup(16, true, last)).isEqualTo(held);
    assertThat(ofASilentGroup(1, true, last)).isEqualTo(held);
  }

  @Test
  void aSilentGroupClosesAllWindowsThatAWatermarkPasses() throws Exception {
    FlowEvent[] last = {
      flow(11, "tls", 500.0),
      flow(11.1, "tls", 500.0),
      flow(12.05, "ssh", 500.0),
      flow(12.1, "ssh", 500.0)
    };
    List<InstanceEvent> held = ofASilentGroup(16, false, last);

    assertThat(held).as("of both windows").hasSizeGreaterThan(1);
    assertThat(ofASilentGroup(1, false, last)).isEqualTo(held);
    assertThat(ofASilentGroup(16, true, last)).isEqualTo(held);
    assertThat(ofASilentGroup(1, true, last)).isEqualTo(held);
  }

  /**
   * What a group says once the watermark has passed its last window; another one evicts it.
   *
   * @param last flows before it falls silent
   */
  private static List<InstanceEvent> ofASilentGroup(int cached, boolean restored, FlowEvent... last)
      throws Exception {
    var harness = harness(cached);
    harness.open();
    send(harness, quiet());
    send(harness, last);
    send(harness, flow("ws-2", "192.0.2.20", 443, 12.1, "tls", 20.0));
    if (restored) {
      OperatorSubtaskState state = harness.snapshot(1, 1);
      harness.close();
      harness = harness(cached);
      harness.initializeState(state);
      harness.open();
    } else {
      harness.getSideOutput(FlowStatistics.ALARMS).clear();
    }
    harness.processWatermark(new Watermark(minute(14)));
    List<InstanceEvent> said = side(harness, FlowStatistics.ALARMS);
    harness.close();
    return said;
  }

  @Test
  void aGroupOfASavepointClosesByTheTimeToSettleOfNow() throws Exception {
    OperatorSubtaskState state;
    try (var before = harness(1)) {
      before.open();
      send(before, quiet());
      send(before, flow(11, "tls", 500.0), flow(11.1, "tls", 500.0), flow(11.2, "tls", 500.0));
      state = before.snapshot(1, 1);
    }
    Configuration patient =
        Configuration.of(
            "flows.rtt.min-count=5",
            "time.max-out-of-orderness=5 min",
            "time.allowed-lateness=5 min");
    try (var after = harness(patient, 1)) {
      after.initializeState(state);
      after.open();
      after.processWatermark(new Watermark(minute(12.5)));
      assertThat(side(after, FlowStatistics.ALARMS)).as("not yet").isEmpty();
      send(after, flow("ws-2", "192.0.2.20", 443, 12.5, "tls", 20.0));
      after.processWatermark(new Watermark(minute(17)));
      assertThat(side(after, FlowStatistics.ALARMS))
          .extracting(InstanceEvent::kind)
          .contains(InstanceEvent.Kind.FLOW_REPETITION);
    }
  }

  @Test
  void aSmallCacheAndARestoreChangeNothing() throws Exception {
    List<FlowEvent> flows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      for (String service : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3")) {
        flows.add(flow("ws-1", service, 443, i, "tls", 20.0 + i % 3));
      }
    }
    flows.add(flow("ws-1", "192.0.2.2", 443, 10, "tls", 300.0));

    assertThat(annotated(flows, 1, 15)).isEqualTo(annotated(flows, 64, -1));
  }

  private static List<AnnotatedFlow> annotated(List<FlowEvent> flows, int cached, int restoreAt)
      throws Exception {
    List<AnnotatedFlow> annotated = new ArrayList<>();
    var harness = harness(cached);
    harness.open();
    for (int i = 0; i < flows.size(); i++) {
      if (i == restoreAt) {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        annotated.addAll(harness.extractOutputValues());
        harness.close();
        harness = harness(cached);
        harness.initializeState(state);
        harness.open();
      }
      send(harness, flows.get(i));
    }
    annotated.addAll(harness.extractOutputValues());
    harness.close();
    return annotated;
  }

  @Test
  void aGroupNotSeenForLongIsForgotten() throws Exception {
    try (var harness = harness(16)) {
      harness.open();
      send(harness, quiet());
      harness.processWatermark(new Watermark(minute(31 * 24 * 60)));

      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aFlowOfAGroupThatHasExpiredBeginsAnew() throws Exception {
    try (var harness = harness(16)) {
      harness.open();
      send(harness, quiet());
      send(harness, flow(31 * 24 * 60, "tls", 500.0));

      List<AnnotatedFlow> annotated = harness.extractOutputValues();
      assertThat(annotated.get(10).observation().lastWindow()).isNull();
      assertThat(annotated.get(10).anomalous()).isFalse();
    }
  }

  @Test
  void theSameProcessOfAnotherHostHasAPastOfItsOwn() throws Exception {
    try (var harness = harness(16)) {
      harness.open();
      send(harness, quiet());
      send(harness, flow("ws-2", "192.0.2.10", 443, 10, "tls", 500.0));

      assertThat(harness.extractOutputValues().get(10).anomalous()).isFalse();
    }
  }
}
