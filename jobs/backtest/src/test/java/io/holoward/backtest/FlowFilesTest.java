package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in which one line says what another means: read in their order, replayed by time. */
class FlowFilesTest {

  @TempDir Path directory;

  private BacktestSummary replay(Path file, int parallelism) throws Exception {
    return RecordedFleet.run(
        null, RecordedFleet.anything(file), parallelism, directory.resolve("out"));
  }

  /** Line, host, way, service and application of each flow. */
  private List<String> flows() throws Exception {
    return RecordedFleet.records(directory.resolve("out"), ResultFiles.ANNOTATED_FLOWS).stream()
        .map(FlowFilesTest::told)
        .toList();
  }

  private static String told(JsonNode line) {
    JsonNode flow = line.get("flow");
    boolean in = flow.get("direction").asText().equals("IN");
    JsonNode service = flow.get(in ? "local" : "remote");
    return "%d %s %s %s:%d %s %s"
        .formatted(
            line.get("source").get("position").asInt(),
            flow.get("host").asText(),
            flow.get("direction").asText(),
            service.get("address").asText(),
            service.get("port").asInt(),
            flow.get("application").asText(),
            line.get("anomalyTypes"));
  }

  @Test
  void eachLogOfAZeekFileIsReadByItsOwnColumnsHoweverTheyAreOrdered() throws Exception {
    Path file =
        RecordedFleet.write(
            directory.resolve("conn.log"),
            List.of(
                "#separator \\x09",
                "#unset_field\t-",
                "#path\tconn",
                "#fields\tservice\tid.resp_p\tid.resp_h\tts\tid.orig_p\tid.orig_h\tproto\tduration",
                "ssh\t443\t192.0.2.7\t1767607260.0\t50001\t10.0.0.5\ttcp\t1.0",
                "-\t53\t192.0.2.8\t1767607265.0\t50002\t10.0.0.6\tudp\t-",
                "#separator \\x2c",
                "#unset_field,(none)",
                "#path,conn",
                "#fields,id.orig_h,id.orig_p,ts,duration,proto,id.resp_h,id.resp_p,service",
                "10.0.0.6,50003,1767607200.0,2.0,tcp,192.0.2.9,80,http",
                "10.0.0.5,50004,1767607205.0,(none),tcp,192.0.2.9,8123,http",
                "10.0.0.5,50004,no time,(none),tcp,192.0.2.9,80,http"));

    for (int parallelism : new int[] {1, 2}) {
      BacktestSummary summary = replay(file, parallelism);

      assertThat(flows())
          .containsExactly(
              "11 10.0.0.6 OUT 192.0.2.9:80 http []",
              "12 10.0.0.5 OUT 192.0.2.9:8123 http [\"PORT_NONSTANDARD\"]",
              "5 10.0.0.5 OUT 192.0.2.7:443 ssh [\"PORT_FOREIGN_PROTOCOL\"]",
              "6 10.0.0.6 OUT 192.0.2.8:53 null []");
      RecordedFleet.assertSums(summary);
      assertThat(summary.read()).isEqualTo(13);
      assertThat(summary.deadLettered()).isEqualTo(1);
      assertThat(summary.ignored()).containsOnlyKeys("header").containsEntry("header", 8L);
      assertThat(summary.byAnomalyType())
          .containsOnlyKeys("PORT_NONSTANDARD", "PORT_FOREIGN_PROTOCOL");
    }
  }

  @Test
  void theAlarmsOfASensorOnTheNetworkAreNobodysAndNeverLearned() throws Exception {
    Path file =
        RecordedFleet.write(
            directory.resolve("conn.jsonl"),
            List.of(
                "{\"ts\":1767607260.0,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\","
                    + "\"id.orig_p\":50001,\"id.resp_h\":\"192.0.2.7\",\"id.resp_p\":443,"
                    + "\"proto\":\"tcp\",\"service\":\"ssh\",\"conn_state\":\"SF\"}"));

    BacktestSummary summary = replay(file, 1);

    assertThat(RecordedFleet.alarms(directory.resolve("out")))
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.get("processId").asText()).isEqualTo("acme|unknown|");
              assertThat(alarm.get("verdict").asText()).isEqualTo("UNMODELLED");
              assertThat(alarm.get("flowAnomalies").get(0).asText())
                  .isEqualTo("PORT_FOREIGN_PROTOCOL");
              assertThat(alarm.get("techniques").get(0).asText()).isEqualTo("T1571");
              assertThat(alarm.get("source").get("name").asText()).isEqualTo("conn.jsonl");
            });
    assertThat(summary.records()).isZero();
    assertThat(summary.responses()).isEqualTo(1);
  }

  @Test
  void aDumpOfSocketsGivesTheFlowsOfEachOfItsHosts() throws Exception {
    String figures =
        "\t cubic rto:204 rtt:12.5/4 bytes_sent:10 bytes_received:5 segs_out:4 segs_in:3";
    Path file =
        RecordedFleet.write(
            directory.resolve("sockets.txt"),
            List.of(
                "# host=web-1 time=2026-01-05T10:00:10Z",
                "State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process",
                "LISTEN 0 128 0.0.0.0:50443 0.0.0.0:* users:((\"shop\",pid=8,fd=3))",
                "\t cubic cwnd:10",
                "ESTAB 0 0 10.0.0.5:50443 10.0.0.77:40000 users:((\"shop\",pid=8,fd=5))",
                figures,
                "ESTAB 0 0 10.0.0.5:50122 192.0.2.7:443 users:((\"curl\",pid=9,fd=5))",
                figures,
                "# host=web-2 time=2026-01-05T10:00:00Z",
                "ESTAB 0 0 10.0.0.6:50443 10.0.0.77:50001 users:((\"shop\",pid=4,fd=5))",
                figures));

    for (int parallelism : new int[] {1, 2}) {
      BacktestSummary summary = replay(file, parallelism);

      assertThat(flows())
          .containsExactly(
              "10 web-2 OUT 10.0.0.77:50001 null []",
              "5 web-1 IN 10.0.0.5:50443 null []",
              "7 web-1 OUT 192.0.2.7:443 null []");
      RecordedFleet.assertSums(summary);
      assertThat(summary.read()).isEqualTo(11);
      assertThat(summary.flows()).isEqualTo(3);
      assertThat(summary.deadLettered()).isZero();
    }
  }
}
