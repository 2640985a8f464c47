package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.telemetry.simulator.InjectedAttack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows beside the other telemetry of a simulated fleet, through the whole topology. */
class FlowBacktestTest {

  @TempDir static Path directory;

  private static RecordedFleet fleet;
  private static RecordedTelemetry learn;
  private static RecordedTelemetry input;
  private static Path reference;
  private static BacktestSummary summary;

  @BeforeAll
  static void replay() throws Exception {
    fleet = RecordedFleet.simulateWithFlows(42);
    learn = recorded("learn", fleet.learn());
    input = recorded("input", fleet.input());
    reference = directory.resolve("reference");
    summary = RecordedFleet.run(learn, input, 2, reference);
  }

  private static RecordedTelemetry recorded(String name, RecordedFleet.Telemetry telemetry)
      throws IOException {
    return RecordedFleet.anything(
        RecordedFleet.write(directory.resolve(name + ".jsonl"), telemetry.lines()),
        RecordedFleet.writeFlows(directory.resolve(name + "-flows.avro"), telemetry.flows()));
  }

  private static List<JsonNode> flows(Path out) throws IOException {
    return RecordedFleet.records(out, ResultFiles.ANNOTATED_FLOWS);
  }

  private static Instant time(JsonNode record, String field) {
    return Instant.parse(record.get(field).asText());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void everyFlowIsOneLineThatSaysWhereItStood() throws Exception {
    List<FlowEvent> given = fleet.input().flows();
    Set<Integer> positions = new HashSet<>();
    for (JsonNode line : flows(reference)) {
      assertThat(line.get("source").get("name").asText()).isEqualTo("input-flows.avro");
      int position = line.get("source").get("position").asInt();
      assertThat(positions.add(position)).as("position %d once", position).isTrue();
      FlowEvent flow = given.get(position - 1);
      assertThat(line.get("flow").get("host").asText()).isEqualTo(flow.host());
      assertThat(time(line.get("flow"), "eventTime").toEpochMilli()).isEqualTo(flow.eventTime());
    }
    assertThat(positions).hasSize(given.size());
  }

  @Test
  void theSummarySaysWhatTheLinesSay() throws Exception {
    Map<String, Long> byType = new TreeMap<>();
    long anomalous = 0;
    for (JsonNode line : flows(reference)) {
      List<String> types = texts(line.get("anomalyTypes"));
      assertThat(line.get("anomalous").asBoolean()).isEqualTo(!types.isEmpty());
      assertThat(line.get("recommendation").isNull()).isEqualTo(types.isEmpty());
      assertThat(line.get("explanation").isNull()).isEqualTo(types.isEmpty());
      anomalous += types.isEmpty() ? 0 : 1;
      types.forEach(type -> byType.merge(type, 1L, Long::sum));
    }
    assertThat(summary.flows()).isEqualTo(fleet.input().flows().size());
    assertThat(summary.flowsAnomalous()).isEqualTo(anomalous).isPositive();
    assertThat(summary.byAnomalyType()).isEqualTo(byType).containsKey("RTT_DEVIATION");
    assertThat(summary.flowsLate()).isZero();
  }

  @Test
  void everyRecordIsAccountedFor() {
    assertThat(summary.read())
        .isEqualTo(fleet.input().lines().size() + fleet.input().flows().size());
    assertThat(summary.deadLettered()).isZero();
    RecordedFleet.assertSums(summary);
  }

  @Test
  void theAlarmsOfFlowsStandForAllAnomalousOnes() throws Exception {
    long told = 0;
    for (JsonNode alarm : RecordedFleet.alarms(reference)) {
      if (alarm.get("detector").asText().equals("flow")) {
        assertThat(alarm.get("flowAnomalies")).isNotEmpty();
        assertThat(texts(alarm.get("features"))).anyMatch(f -> f.startsWith("flow"));
        told += alarm.get("connectionCount").asLong();
      } else {
        assertThat(alarm.get("flowAnomalies")).isEmpty();
      }
    }
    assertThat(told)
        .as("windows may be told besides")
        .isGreaterThanOrEqualTo(summary.flowsAnomalous());
  }

  @Test
  void everyAttackIsFoundAlsoThoseThatShowInFlowsOnly() throws Exception {
    List<JsonNode> alarms = RecordedFleet.alarms(reference);
    assertThat(fleet.attacks()).hasSize(6);
    for (InjectedAttack attack : fleet.attacks()) {
      assertThat(alarms)
          .as(attack.name())
          .anyMatch(
              alarm ->
                  alarm.get("host").asText().equals(attack.host())
                      && alarm.get("image").asText().equalsIgnoreCase(attack.process())
                      && !alarm.get("verdict").asText().equals("NORMAL")
                      && !time(alarm, "eventTime").isBefore(attack.start())
                      && !time(alarm, "eventTime").isAfter(attack.end()));
    }
  }

  @Test
  void everyResponseBelongsToAnAlarmAndIsCounted() throws Exception {
    Set<String> uids = new HashSet<>();
    RecordedFleet.alarms(reference).forEach(alarm -> uids.add(alarm.get("uid").asText()));
    List<JsonNode> responses = RecordedFleet.records(reference, ResultFiles.RESPONSES);

    assertThat(responses).hasSize((int) summary.responses()).isNotEmpty();
    assertThat(responses).allMatch(r -> uids.contains(r.get("findingUid").asText()));
    assertThat(responses).extracting(r -> r.get("id").asText()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void howManyWorkOnItChangesNothing(int parallelism) throws Exception {
    Path out = directory.resolve("parallel-" + parallelism);
    BacktestSummary other = RecordedFleet.run(learn, input, parallelism, out);

    assertThat(out.resolve(ResultFiles.ANNOTATED_FLOWS))
        .hasSameTextualContentAs(reference.resolve(ResultFiles.ANNOTATED_FLOWS));
    assertThat(out.resolve(ResultFiles.PORT_EXCEPTIONS))
        .hasSameTextualContentAs(reference.resolve(ResultFiles.PORT_EXCEPTIONS));
    assertThat(out.resolve(ResultFiles.INTENDED_STATES))
        .hasSameTextualContentAs(reference.resolve(ResultFiles.INTENDED_STATES));
    assertThat(RecordedFleet.judgements(out)).isEqualTo(RecordedFleet.judgements(reference));
    assertThat(responses(out)).isEqualTo(responses(reference));
    assertThat(other.byAnomalyType()).isEqualTo(summary.byAnomalyType());
    assertThat(other.byVerdict()).isEqualTo(summary.byVerdict());
  }

  private static List<String> responses(Path out) throws IOException {
    return RecordedFleet.records(out, ResultFiles.RESPONSES).stream()
        .map(
            response -> response.get("id") + " " + response.get("rationale") + response.get("rule"))
        .toList();
  }
}
