package io.holoward.telemetry.input;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import io.holoward.telemetry.SharedData;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads recorded flows; the counts were taken from the files independently. */
class RecordedFlowsTest {

  private static List<TelemetryReader.Item> items(String file) throws IOException {
    List<TelemetryReader.Item> items = new ArrayList<>();
    try (TelemetryReader reader =
        TelemetryReader.open(List.of(SharedData.path(file)), "auto", ReadContext.of("acme"))) {
      reader.forEachRemaining(items::add);
    }
    return items;
  }

  private static List<FlowEvent> flows(String file) throws IOException {
    return items(file).stream()
        .map(TelemetryReader.Item::reading)
        .filter(Reading.Event.class::isInstance)
        .map(reading -> (FlowEvent) ((Reading.Event) reading).event())
        .toList();
  }

  private static String outcome(Reading reading) {
    if (reading instanceof Reading.Ignored ignored) {
      return ignored.reason();
    }
    return reading instanceof Reading.Invalid invalid ? invalid.errorClass() : "event";
  }

  @ParameterizedTest
  @CsvSource({
    "flows/zeek-001-conn.log.gz, zeek, '{event=992, header=8}'",
    "flows/zeek-apt29-day1-scranton-conn.jsonl.gz, zeek, '{event=134}'",
    "flows/suricata-eve-flow.jsonl.gz, suricata, '{event=3512}'",
    "flows/ndpi_test_flows.csv.gz, ndpi, '{event=5996, header=1, invalid-field=1}'",
    "flows/ndpi_test_tcp_rtt.csv.gz, ndpi, '{event=731, header=1, invalid-time=7}'",
    "flows/unsw_nb15_1_attackmix.csv.gz, unsw, '{event=14365, header=1}'",
    "flows/process-flows.csv.gz, process-flows, '{event=613, header=1, twin=168}'",
    "flows/azure-vmconnection.json.gz, azure-vmconnection, '{event=5}'",
    "linux/k8s_small.jsonl.gz, sysflow, '{event=1346, no-connection=157, no-port=8}'",
    "linux/httpd.jsonl.gz, sysflow, '{event=1}'",
    "linux/nginx__nginx.jsonl.gz, sysflow, '{event=1, no-connection=5}'"
  })
  void everyRecordIsAnEventOrHasAReason(String file, String format, String outcomes)
      throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (TelemetryReader.Item item : items(file)) {
      assertThat(item.format()).isEqualTo(format);
      counts.merge(outcome(item.reading()), 1, Integer::sum);
    }
    assertThat(counts).hasToString(outcomes);
  }

  @ParameterizedTest
  @CsvSource({
    "flows/zeek-001-conn.log.gz, 0, 423, 0",
    "flows/zeek-apt29-day1-scranton-conn.jsonl.gz, 0, 73, 0",
    "flows/suricata-eve-flow.jsonl.gz, 2324, 157, 0",
    "flows/ndpi_test_flows.csv.gz, 52, 4127, 0",
    "flows/ndpi_test_tcp_rtt.csv.gz, 20, 718, 722",
    "flows/unsw_nb15_1_attackmix.csv.gz, 0, 5480, 9428"
  })
  void directionsApplicationsAndRoundTripsAreThoseOfTheFile(
      String file, int inbound, int applications, int roundTrips) throws IOException {
    List<FlowEvent> flows = flows(file);
    assertThat(flows)
        .filteredOn(flow -> flow.connection().direction() == Direction.IN)
        .hasSize(inbound);
    assertThat(flows).filteredOn(flow -> flow.application() != null).hasSize(applications);
    assertThat(flows).filteredOn(flow -> flow.roundTrip() != null).hasSize(roundTrips);
    assertThat(flows)
        .allSatisfy(flow -> assertThat(flow.host()).isEqualTo(flow.connection().local().address()));
  }

  @Test
  void aLogOfRelativeTimesCountsFromWhenItWasOpened() throws IOException {
    FlowEvent first = flows("flows/zeek-001-conn.log.gz").get(0);
    assertThat(Instant.ofEpochMilli(first.startTime())).isEqualTo("2017-03-08T13:47:23.982Z");
    assertThat(first.application()).isEqualTo("dns");
  }

  @Test
  void aFlowOfSuricataIsRead() throws IOException {
    FlowEvent flow = flows("flows/suricata-eve-flow.jsonl.gz").get(2);
    assertThat(flow)
        .isEqualTo(
            new FlowEvent(
                "acme",
                "192.168.1.129",
                Instant.parse("2021-06-06T15:34:31.141Z").toEpochMilli(),
                Instant.parse("2021-06-06T15:34:31.140Z").toEpochMilli(),
                new ProcessReference(null, -1, null, null, null, null),
                new OrientedConnection(
                    Direction.IN,
                    Protocol.TCP,
                    new Endpoint("192.168.1.129", 445),
                    new Endpoint("91.238.203.56", 48_938)),
                null,
                Map.of(),
                Map.of(),
                null,
                new Volume(120L, 120L, 2L, 2L),
                new SourcePosition("suricata-eve-flow.jsonl.gz", 3)));
  }

  @Test
  void theFlowsOfNdpiKnowWhatTheEngineFlagged() throws IOException {
    List<FlowEvent> flows = flows("flows/ndpi_test_flows.csv.gz");
    assertThat(flows)
        .filteredOn(flow -> flow.context().get("ndpi.non_std_port").equals("1"))
        .hasSize(942);
    assertThat(flows.get(0).application()).isEqualTo("TLS.ntop");
    assertThat(flows.get(0).layer7()).containsEntry("host.name", "www.ntop.org");
    assertThat(Instant.ofEpochMilli(flows.get(0).eventTime())).isEqualTo("2000-01-01T00:00:02Z");
  }

  @Test
  void theAttacksOfUnswKeepTheirLabel() throws IOException {
    List<FlowEvent> flows = flows("flows/unsw_nb15_1_attackmix.csv.gz");
    assertThat(flows)
        .filteredOn(flow -> flow.context().get("unsw.label").equals("1"))
        .hasSize(9_426)
        .allSatisfy(flow -> assertThat(flow.context()).containsKey("unsw.attack_cat"));
  }

  @Test
  void azuresResponseTimesAreRoundTrips() throws IOException {
    List<FlowEvent> flows = flows("flows/azure-vmconnection.json.gz");
    assertThat(flows.get(1).roundTrip()).isEqualTo(RoundTrip.summary(2, 47, 0, 45, 48));
    assertThat(flows.get(2).connection().local()).isEqualTo(new Endpoint("192.168.2.5", 8_080));
    assertThat(flows.get(4).roundTrip()).isNull();
  }

  /**
   * The events that the rows were joined from declare their direction; the reader never sees them.
   * Wrong is the very first row, of a host and an application that nothing is known of yet.
   */
  @Test
  void theEndOfTheHostIsTheOneItsOwnSensorDeclared() throws IOException {
    List<TelemetryReader.Item> items = items("flows/process-flows.csv.gz");
    Map<String, List<TelemetryReader.Item>> scenarios = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (TelemetryReader.Item item : items) {
      if (item.reading() instanceof Reading.Event event) {
        String[] columns = new String(item.line().bytes(), US_ASCII).split(",", -1);
        String scenario = columns[25];
        if (!scenarios.containsKey(scenario)) {
          scenarios.put(scenario, items("sysmon/" + scenario + ".jsonl.gz"));
        }
        int line = Integer.parseInt(columns[26]);
        Reading joined = scenarios.get(scenario).get(line - 1).reading();
        Direction declared = ((ConnectionEvent) ((Reading.Event) joined).event()).direction();
        if (declared != ((FlowEvent) event.event()).connection().direction()) {
          wrong.add(columns[28] + ' ' + columns[29]);
        }
      }
    }
    assertThat(wrong).containsExactly("WORKSTATION5 tomcat9.exe");
  }

  @Test
  void theRoundTripsOfAHostAreThoseMeasuredAtItsSide() throws IOException {
    List<FlowEvent> flows = flows("flows/process-flows.csv.gz");
    assertThat(flows)
        .filteredOn(
            flow ->
                flow.connection().direction() == Direction.OUT
                    && flow.roundTrip() != null
                    && flow.roundTrip().standardDeviation() > 0)
        .hasSize(190);
    assertThat(flows.get(1).roundTrip()).isEqualTo(RoundTrip.summary(4, 1.481, 0.715));
    assertThat(flows.get(1).context()).containsEntry("label", "c2").containsKey("scenario");
  }

  @Test
  void aProcessOfLinuxKeepsItsInstanceAndItsContainer() throws IOException {
    FlowEvent flow = flows("linux/httpd.jsonl.gz").get(0);
    assertThat(flow.host()).isEqualTo("gladiator-1");
    assertThat(flow.process())
        .isEqualTo(
            new ProcessReference(
                "49035@1604069900217306625",
                49_035,
                "/usr/local/apache2/bin/httpd",
                "bin",
                "/usr/local/apache2/bin/httpd -DFOREGROUND",
                "httpd_preforked:latest"));
    assertThat(flow.connection())
        .isEqualTo(
            new OrientedConnection(
                Direction.IN,
                Protocol.TCP,
                new Endpoint("172.17.0.2", 80),
                new Endpoint("172.17.0.1", 47_200)));
    assertThat(flow.volume()).isEqualTo(new Volume(306L, 92L, null, null));
  }

  @Test
  void aServerOfLinuxIsToldFromItsClientOnceItAccepted() throws IOException {
    Map<String, Integer> directions = new TreeMap<>();
    for (FlowEvent flow : flows("linux/k8s_small.jsonl.gz")) {
      if (Objects.equals(flow.process().image(), "/usr/local/bin/kube-apiserver")) {
        OrientedConnection connection = flow.connection();
        directions.merge(
            connection.direction() + " " + connection.service().port(), 1, Integer::sum);
      }
    }
    assertThat(directions).hasToString("{IN 8443=245, OUT 2379=284, OUT 8443=41}");
  }
}
