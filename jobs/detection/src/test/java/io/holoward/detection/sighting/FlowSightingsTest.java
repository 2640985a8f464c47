package io.holoward.detection.sighting;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.sighting.Sighting.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowSightingsTest {

  private static final String WEB = "outgoingWellKnownTCPPort_443";
  private static final String RESTLESS = "flowRttDeviation " + WEB;
  private static final String MISMATCH = "flowPortApplicationMismatch " + WEB;

  private static Sighting sighting(
      Kind kind, String instance, String service, String signature, long count) {
    return new Sighting(
        "acme",
        "ws-1",
        instance,
        "acme|a.exe|",
        "a.exe",
        new ProcessReference(instance, 7, "a.exe", null, null, null),
        kind,
        300_000,
        10_000,
        signature,
        List.of(
            new OrientedConnection(
                Direction.OUT,
                Protocol.TCP,
                new Endpoint("10.0.0.1", 50_000),
                new Endpoint(service, 443))),
        count,
        10_000,
        20_000,
        null,
        null,
        kind.isFlow() ? new FlowAlarm(List.of(FlowAnomaly.RTT_DEVIATION), "slow") : null,
        new SourcePosition("flows", 1),
        null);
  }

  /** A record over a window carries several example connections. */
  private static Sighting wholeWindow(String instance, String service, String signature) {
    Sighting one = sighting(Kind.FIRST, instance, service, signature, 2);
    OrientedConnection example = one.connections().get(0);
    return new Sighting(
        one.organisation(),
        one.host(),
        one.instanceKey(),
        one.processId(),
        one.processName(),
        one.process(),
        one.kind(),
        one.windowEnd(),
        one.eventTime(),
        signature,
        List.of(example, example),
        2,
        one.firstSeen(),
        one.lastSeen(),
        null,
        null,
        null,
        one.source(),
        null);
  }

  private static List<String> signatures(List<Sighting> sightings) {
    return sightings.stream().map(Sighting::signature).toList();
  }

  @Test
  void anAnomalyJoinsTheRecordOfItsConnection() {
    List<Sighting> window =
        List.of(
            sighting(Kind.FIRST, "one", "192.0.2.1", WEB, 1),
            sighting(Kind.FLOW, "one", "192.0.2.1", RESTLESS, 1));

    assertThat(signatures(FlowSightings.records(window))).containsExactly(RESTLESS);
  }

  @Test
  void severalAnomaliesOfOneServiceAreOneRecord() {
    List<Sighting> window =
        List.of(
            sighting(Kind.FIRST, "one", "192.0.2.1", WEB, 1),
            sighting(Kind.FLOW, "one", "192.0.2.1", RESTLESS, 1),
            sighting(Kind.FLOW, "one", "192.0.2.1", MISMATCH, 1));

    assertThat(signatures(FlowSightings.records(window)))
        .containsExactly("flowPortApplicationMismatch flowRttDeviation " + WEB);
  }

  @Test
  void anAnomalyOfAnotherServiceOrInstanceIsARecordOfItsOwn() {
    List<Sighting> window =
        List.of(
            sighting(Kind.FIRST, "one", "192.0.2.1", WEB, 1),
            sighting(Kind.FLOW, "one", "192.0.2.2", RESTLESS, 1),
            sighting(Kind.FLOW, "two", "192.0.2.1", MISMATCH, 1));

    assertThat(signatures(FlowSightings.records(window))).containsExactly(WEB, RESTLESS, MISMATCH);
  }

  @Test
  void theOrderOfServicesDoesNotMatter() {
    Sighting first = sighting(Kind.FIRST, "one", "192.0.2.1", WEB, 1);
    Sighting here = sighting(Kind.FLOW, "one", "192.0.2.1", RESTLESS, 1);
    Sighting there = sighting(Kind.FLOW, "one", "192.0.2.2", RESTLESS, 1);

    assertThat(signatures(FlowSightings.records(List.of(first, here, there))))
        .isEqualTo(signatures(FlowSightings.records(List.of(first, there, here))))
        .containsExactly(RESTLESS, RESTLESS);
  }

  @Test
  void aRecordOfOneConnectionIsNotThatOfAnother() {
    String both = "outgoingIPv4HasPublic " + WEB;
    List<Sighting> window =
        List.of(
            sighting(Kind.FIRST, "one", "192.0.2.1", both, 1),
            sighting(Kind.FLOW, "one", "192.0.2.1", RESTLESS, 1));

    assertThat(signatures(FlowSightings.records(window))).containsExactly(both, RESTLESS);
  }

  @Test
  void whatTheRecordShowsBeyondTable2DoesNotKeepAnAnomalyFromIt() {
    List<Sighting> window =
        List.of(
            sighting(Kind.FIRST, "one", "192.0.2.1", "newServiceProcess " + WEB, 1),
            sighting(Kind.FLOW, "one", "192.0.2.1", RESTLESS, 1));

    assertThat(signatures(FlowSightings.records(window)))
        .containsExactly("flowRttDeviation newServiceProcess " + WEB);
  }

  @Test
  void anAnomalyJoinsTheRecordOfAWholeWindow() {
    List<Sighting> window =
        List.of(
            wholeWindow("one", "192.0.2.9", "outgoingWellKnownTCPPort_22 " + WEB),
            sighting(Kind.FLOW, "one", "192.0.2.1", RESTLESS, 1),
            sighting(Kind.FLOW, "one", "192.0.2.2", RESTLESS, 1));

    assertThat(signatures(FlowSightings.records(window)))
        .containsExactly("flowRttDeviation outgoingWellKnownTCPPort_22 " + WEB);
  }

  @Test
  void onlyFirstSightingsAndFlowsAreLearned() {
    List<Sighting> window =
        List.of(
            sighting(Kind.REPETITION, "one", "192.0.2.1", WEB, 5),
            sighting(Kind.BLOCKED, "one", "192.0.2.1", WEB, 5),
            sighting(Kind.FLOW_REPETITION, "one", "192.0.2.1", RESTLESS, 5));

    assertThat(FlowSightings.records(window)).isEmpty();
  }

  @Test
  void anAlarmStandsForTheFlowsThatWereCounted() {
    List<Sighting> window =
        List.of(
            sighting(Kind.FLOW, "one", "192.0.2.1", RESTLESS, 1),
            sighting(Kind.FLOW, "one", "192.0.2.2", RESTLESS, 1),
            sighting(Kind.FLOW_REPETITION, "one", "192.0.2.1", RESTLESS, 41),
            sighting(Kind.FLOW_REPETITION, "one", "192.0.2.1", MISMATCH, 3));

    assertThat(FlowSightings.alarms(window)).extracting(Sighting::count).containsExactly(42L, 1L);
  }
}
