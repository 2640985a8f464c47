package io.holoward.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.detection.configuration.Configuration;
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
import java.util.Optional;

/**
 * A simulated fleet: two quiet days to learn from, and a third, on which all hosts boot again, with
 * four attacks.
 *
 * @param learn the lines of the quiet days
 * @param input the lines of the third day
 */
record RecordedFleet(List<String> learn, List<String> input, List<InjectedAttack> attacks) {

  private static final int HOSTS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  static RecordedFleet simulate(long seed) {
    Instant start = Instant.parse("2026-01-05T00:00:00Z");
    Instant restart = start.plus(Duration.ofHours(48));
    List<String> learn = new ArrayList<>();
    FleetSimulator quiet =
        new FleetSimulator(SimulationPlan.of(seed, HOSTS, start, Duration.ofHours(64)));
    while (quiet.hasNext()) {
      SimulatedEvent simulated = quiet.next();
      if (simulated.event().eventTime() < restart.toEpochMilli()) {
        learn.add(SysmonJson.write(simulated.event()));
      }
    }
    List<String> input = new ArrayList<>();
    FleetSimulator attacked =
        new FleetSimulator(
            new SimulationPlan(
                seed + 1, HOSTS, restart, Duration.ofHours(16), restart.plus(Duration.ofHours(8))));
    attacked.forEachRemaining(simulated -> input.add(SysmonJson.write(simulated.event())));
    return new RecordedFleet(learn, input, attacked.attacks());
  }

  static Path write(Path file, List<String> lines) throws IOException {
    return Files.write(file, lines);
  }

  static RecordedTelemetry telemetry(Path... paths) {
    return new RecordedTelemetry(List.of(paths), "sysmon", "acme", null);
  }

  static BacktestSummary run(
      RecordedTelemetry learn, RecordedTelemetry input, int parallelism, Path out, String... set)
      throws Exception {
    return Backtest.run(
        new BacktestPlan(
            Optional.ofNullable(learn), input, Configuration.of(set), parallelism, out),
        BacktestProgress.NONE);
  }

  /** The alarms a backtest left, in the order of the file. */
  static List<JsonNode> alarms(Path out) throws IOException {
    List<JsonNode> alarms = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(ResultFiles.SCORED_ALARMS))) {
      alarms.add(JSON.readTree(line));
    }
    return alarms;
  }

  /** What may not depend on how the input was cut and how many worked on it. */
  static List<String> judgements(Path out) throws IOException {
    return alarms(out).stream()
        .map(
            alarm ->
                "%s %s %s %s"
                    .formatted(
                        alarm.get("uid").asText(),
                        alarm.get("processId").asText(),
                        alarm.get("verdict").asText(),
                        alarm.get("score")))
        .sorted()
        .toList();
  }
}
