package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.schema.Flow;
import io.holoward.scoring.codec.FlowMapping;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.InjectedAttack;
import io.holoward.telemetry.simulator.SimulatedEvent;
import io.holoward.telemetry.simulator.SimulationPlan;
import io.holoward.telemetry.simulator.SysmonJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * A simulated fleet: two quiet days to learn from, and a third, on which all hosts boot again, with
 * four attacks, and two more that show in flows only.
 *
 * @param learn what the quiet days recorded
 * @param input what the third day recorded
 */
public record RecordedFleet(Telemetry learn, Telemetry input, List<InjectedAttack> attacks) {

  /**
   * What the sensors of hosts recorded.
   *
   * @param lines of process starts, connections and listeners
   * @param flows of the hosts that have a flow sensor
   * @param labels of the lines that belong to an attack, by the number of the line from 1
   */
  public record Telemetry(List<String> lines, List<FlowEvent> flows, Map<Integer, String> labels) {
    private Telemetry() {
      this(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    }

    private void add(SimulatedEvent simulated) {
      if (simulated.event() instanceof FlowEvent flow) {
        flows.add(flow);
        return;
      }
      lines.add(SysmonJson.write(simulated.event()));
      if (simulated.label() != null) {
        labels.put(lines.size(), simulated.label());
      }
    }
  }

  /** When the third day begins. */
  static final Instant ATTACKED = Instant.parse("2026-01-07T00:00:00Z");

  private static final int HOSTS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  public static RecordedFleet simulate(long seed) {
    return simulate(seed, false);
  }

  static RecordedFleet simulateWithFlows(long seed) {
    return simulate(seed, true);
  }

  private static RecordedFleet simulate(long seed, boolean flows) {
    Instant start = ATTACKED.minus(Duration.ofHours(48));
    Telemetry learn = new Telemetry();
    FleetSimulator quiet =
        simulator(SimulationPlan.of(seed, HOSTS, start, Duration.ofHours(64)), flows);
    while (quiet.hasNext()) {
      SimulatedEvent simulated = quiet.next();
      if (simulated.event().eventTime() < ATTACKED.toEpochMilli()) {
        learn.add(simulated);
      }
    }
    Telemetry input = new Telemetry();
    FleetSimulator attacked =
        simulator(
            new SimulationPlan(
                seed + 1,
                HOSTS,
                ATTACKED,
                Duration.ofHours(16),
                ATTACKED.plus(Duration.ofHours(8))),
            flows);
    attacked.forEachRemaining(input::add);
    return new RecordedFleet(learn, input, attacked.attacks());
  }

  private static FleetSimulator simulator(SimulationPlan plan, boolean flows) {
    return new FleetSimulator(flows ? plan.withFlows() : plan);
  }

  public static Path write(Path file, List<String> lines) throws IOException {
    return Files.write(file, lines);
  }

  /** Writes flows as an Avro container. */
  static Path writeFlows(Path file, List<FlowEvent> flows) throws IOException {
    try (var writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(Flow.class))
            .create(Flow.getClassSchema(), file.toFile())) {
      for (FlowEvent flow : flows) {
        writer.append(FlowMapping.toRecord(flow));
      }
    }
    return file;
  }

  public static RecordedTelemetry telemetry(Path... paths) {
    return new RecordedTelemetry(List.of(paths), "sysmon", "acme", null);
  }

  /** Whatever the files hold, each by itself. */
  static RecordedTelemetry anything(Path... paths) {
    return new RecordedTelemetry(List.of(paths), "auto", "acme", null);
  }

  static BacktestSummary run(
      RecordedTelemetry learn, RecordedTelemetry input, int parallelism, Path out, String... set)
      throws Exception {
    return Backtest.run(
        new BacktestPlan(
            Optional.ofNullable(learn), input, Configuration.of(set), parallelism, out, List.of()),
        BacktestProgress.NONE);
  }

  /** The alarms a backtest left, in the order of the file. */
  public static List<JsonNode> alarms(Path out) throws IOException {
    return records(out, ResultFiles.SCORED_ALARMS);
  }

  /** What a backtest left in one of its files, a record a line. */
  static List<JsonNode> records(Path out, String file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(file))) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  /** What may not depend on how the input was cut and how many worked on it. */
  public static List<String> judgements(Path out) throws IOException {
    return alarms(out).stream()
        .map(
            alarm ->
                "%s %s %s %s %s %s"
                    .formatted(
                        alarm.get("uid").asText(),
                        alarm.get("processId").asText(),
                        alarm.get("verdict").asText(),
                        alarm.get("score"),
                        alarm.get("populationScore"),
                        alarm.get("explanation").asText()))
        .sorted()
        .toList();
  }

  /** Everything that was read is counted once under what it was. */
  static void assertSums(BacktestSummary summary) {
    assertThat(summary.read()).isEqualTo(summary.decoded() + summary.deadLettered());
    long ignored = summary.ignored().values().stream().mapToLong(Long::longValue).sum();
    assertThat(summary.decoded())
        .isEqualTo(
            summary.connections()
                + summary.twins()
                + summary.processStarts()
                + summary.listeners()
                + summary.alarmsReceived()
                + summary.flows()
                + summary.commands()
                + ignored);
    assertThat(summary.byVerdict().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(summary.alarms());
  }
}
