package io.holoward.scoring.flow;

import static io.holoward.scoring.flow.Flows.flow;
import static io.holoward.scoring.flow.Flows.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.scoring.instance.InstanceEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FlowGroupingTest {

  private static final FlowEvent FLOW = flow(1, "tls", 20.0);
  private static final ProcessReference NOBODY =
      new ProcessReference(null, ProcessReference.UNKNOWN_PID, null, null, null, null);

  /**
   * What comes out.
   *
   * @param connections of the side output
   */
  private record Grouped(List<GroupedFlow> flows, List<InstanceEvent> connections, long count) {
    List<FlowGroupKey> groups() {
      return flows.stream().map(GroupedFlow::group).toList();
    }
  }

  private static Grouped grouped(List<FlowEvent> flows, String... configuration) throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new FlowGrouping(Configuration.of(configuration))))) {
      harness.open();
      for (FlowEvent flow : flows) {
        harness.processElement(new StreamRecord<>(flow, flow.eventTime()));
      }
      List<InstanceEvent> connections = new ArrayList<>();
      var side = harness.getSideOutput(FlowGrouping.CONNECTIONS);
      if (side != null) {
        side.forEach(record -> connections.add(record.getValue()));
      }
      var counts = harness.getEnvironment().getAccumulatorRegistry().getUserMap();
      return new Grouped(
          harness.extractOutputValues(), connections, (Long) counts.get("flows").getLocalValue());
    }
  }

  private static FlowEvent with(ProcessReference process, OrientedConnection connection) {
    return new FlowEvent(
        FLOW.organisation(),
        FLOW.host(),
        FLOW.eventTime(),
        FLOW.startTime(),
        process,
        connection,
        FLOW.application(),
        FLOW.layer7(),
        FLOW.context(),
        FLOW.roundTrip(),
        FLOW.volume(),
        FLOW.source());
  }

  private static OrientedConnection connection(
      Direction direction, Protocol protocol, int localPort, String remote, int remotePort) {
    return new OrientedConnection(
        direction, protocol, new Endpoint("10.0.0.1", localPort), new Endpoint(remote, remotePort));
  }

  @Test
  void aHostIsOneGroupHoweverItsNameIsSpelled() throws Exception {
    Grouped grouped =
        grouped(
            List.of(FLOW, FLOW.withHost("ws-1.corp.example"), FLOW.withHost("ws-1.other.example")),
            "hosts.domains=[corp.example]");

    assertThat(grouped.groups().get(1)).isEqualTo(grouped.groups().get(0));
    assertThat(grouped.flows().get(1).flow().host()).isEqualTo("ws-1");
    assertThat(grouped.groups().get(2))
        .as("no domain of the fleet")
        .isNotEqualTo(grouped.groups().get(0));
    assertThat(grouped.count()).isEqualTo(3);
  }

  @Test
  void theClientsPortIsNoPartOfTheGroup() throws Exception {
    ProcessReference process = FLOW.process();
    assertThat(
            grouped(
                    List.of(
                        with(
                            process,
                            connection(Direction.OUT, Protocol.TCP, 50_000, "192.0.2.1", 443)),
                        with(
                            process,
                            connection(Direction.OUT, Protocol.TCP, 50_777, "192.0.2.1", 443))))
                .groups())
        .containsOnly(
            grouped(
                    List.of(
                        with(
                            process, connection(Direction.OUT, Protocol.TCP, 1, "192.0.2.1", 443))))
                .groups()
                .get(0));
    assertThat(
            grouped(
                    List.of(
                        with(
                            process,
                            connection(Direction.IN, Protocol.TCP, 443, "192.0.2.1", 50_000)),
                        with(
                            process,
                            connection(Direction.IN, Protocol.TCP, 443, "192.0.2.9", 50_777))))
                .groups()
                .stream()
                .distinct())
        .as("the service of an inbound flow is the local end")
        .hasSize(1);
  }

  @Test
  void whateverElseTellsServicesApartIsPartOfTheGroup() throws Exception {
    ProcessReference process = FLOW.process();
    ProcessReference other = new ProcessReference(null, 7, "C:\\app\\other.exe", null, null, null);
    OrientedConnection web = connection(Direction.OUT, Protocol.TCP, 50_000, "192.0.2.1", 443);
    assertThat(
            grouped(
                    List.of(
                        with(process, web),
                        with(other, web),
                        with(process, web).withHost("ws-2"),
                        with(
                            process,
                            connection(Direction.OUT, Protocol.UDP, 50_000, "192.0.2.1", 443)),
                        with(
                            process,
                            connection(Direction.OUT, Protocol.TCP, 50_000, "192.0.2.2", 443)),
                        with(
                            process,
                            connection(Direction.OUT, Protocol.TCP, 50_000, "192.0.2.1", 444)),
                        with(
                            process,
                            connection(Direction.IN, Protocol.TCP, 443, "192.0.2.1", 50_000))))
                .groups())
        .doesNotHaveDuplicates();
  }

  @Test
  void theProcessIsTheOneTheFlowItselfTells() throws Exception {
    Grouped grouped = grouped(List.of(FLOW, with(NOBODY, FLOW.connection())));

    assertThat(grouped.flows())
        .extracting(GroupedFlow::processName)
        .containsExactly("agent.exe", "unknown");
    assertThat(grouped.flows().get(1).processId()).isEqualTo("acme|unknown|");
  }

  @Test
  void flowsAreConnectionsOnlyWhereThatIsAskedFor() throws Exception {
    assertThat(grouped(List.of(FLOW)).connections()).isEmpty();
  }

  @Test
  void asConnectionsOnlyFlowsOfKnownProcessesCount() throws Exception {
    Grouped grouped =
        grouped(
            List.of(FLOW.withHost("WS-1.corp.example"), with(NOBODY, FLOW.connection())),
            "flows.behaviour=true",
            "hosts.domains=[corp.example]");

    assertThat(grouped.flows()).hasSize(2);
    assertThat(grouped.connections())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(InstanceEvent.Kind.CONNECTION);
              assertThat(event.instance())
                  .isEqualTo(InstanceKey.of("acme", "ws-1", FLOW.process()));
              assertThat(event.host()).isEqualTo("ws-1");
              assertThat(event.signature())
                  .isEqualTo("outgoingIPv4HasPublic outgoingWellKnownTCPPort_443");
              assertThat(event.connections()).containsExactly(FLOW.connection());
              assertThat(event.count()).isEqualTo(1);
              assertThat(event.firstSeen()).isEqualTo(minute(1));
              assertThat(event.windowEnd()).isEqualTo(minute(5));
              assertThat(event.source()).isEqualTo(FLOW.source());
              assertThat(event.flow()).isNull();
            });
  }
}
