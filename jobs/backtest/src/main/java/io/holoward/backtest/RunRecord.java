package io.holoward.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.holoward.backtest.replay.Recording;
import io.holoward.backtest.replay.ReplayTopics;
import io.holoward.backtest.replay.TelemetrySource;
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
 * @param learnLabels the labels of the connections that were learned from; null for all
 * @param runId the header {@code run-id} of what was written to topics; null where nothing was
 * @param labels the file of labels the results were compared with; null for none
 * @param from smallest event time of what was scored, ISO-8601; null when no record has one
 * @param to largest event time
 * @param hosts the hosts of what was scored, told apart by short name
 * @param hostDays the pairs of such a host and a day (UTC) it was seen on
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
    List<String> learnLabels,
    String runId,
    String labels,
    String from,
    String to,
    long hosts,
    long hostDays) {

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
        plan.input().names(),
        plan.learn().map(TelemetrySource::names).orElse(null),
        plan.labelling().learn().isEmpty() ? null : plan.labelling().learn(),
        plan.topics().map(ReplayTopics::runId).orElse(null),
        plan.labelling().labels().map(labels -> labels.file().toString()).orElse(null),
        timed ? Instant.ofEpochMilli(recording.earliest()).toString() : null,
        timed ? Instant.ofEpochMilli(recording.latest()).toString() : null,
        recording.coverage().hosts(),
        recording.coverage().hostDays());
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
