package io.holoward.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.backtest.replay.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * How the results of a backtest were made.
 *
 * @param version of Holoward; {@code development} where it runs from classes
 * @param startedAt when, ISO-8601 in UTC
 * @param durationSeconds how long it took
 * @param arguments the command
 * @param inputs what was scored
 * @param learnedFrom what was learned from before; null for nothing
 * @param from smallest event time of what was scored, ISO-8601; null when no record has one
 * @param to largest event time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRecord(
    String version,
    String flinkVersion,
    String javaVersion,
    String startedAt,
    double durationSeconds,
    int parallelism,
    List<String> arguments,
    List<String> inputs,
    List<String> learnedFrom,
    String from,
    String to) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static RunRecord of(
      BacktestPlan plan, Recording recording, Instant startedAt, double durationSeconds) {
    String version = RunRecord.class.getPackage().getImplementationVersion();
    boolean timed = recording.earliest() <= recording.latest();
    return new RunRecord(
        version == null ? "development" : version,
        EnvironmentInformation.getVersion(),
        System.getProperty("java.version"),
        startedAt.toString(),
        durationSeconds,
        plan.parallelism(),
        plan.arguments(),
        names(plan.input()),
        plan.learn().map(RunRecord::names).orElse(null),
        timed ? Instant.ofEpochMilli(recording.earliest()).toString() : null,
        timed ? Instant.ofEpochMilli(recording.latest()).toString() : null);
  }

  private static List<String> names(RecordedTelemetry telemetry) {
    return telemetry.paths().stream().map(Path::toString).toList();
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
