package io.holoward.backtest.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.SourcePosition;
import io.holoward.telemetry.input.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/**
 * The labels of the connections that raised findings, as a run with labels tells them of each
 * connection. Both files are sorted by event time: they are read side by side, and only the labels
 * of one point in time are held.
 */
final class SourceLabels implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final BufferedReader assessments;
  private final Map<SourcePosition, String> labels = new HashMap<>();
  private Instant time = Instant.MIN;
  private long lines;
  private JsonNode next;
  private Instant nextTime;

  private SourceLabels(Path file, BufferedReader assessments) throws IOException {
    this.file = file;
    this.assessments = assessments;
    read();
  }

  /**
   * Opens the labels of a run.
   *
   * @param assessments a JSON object for each connection by event time; without the file nothing
   *     has a label
   */
  static SourceLabels open(Path assessments) throws IOException {
    return new SourceLabels(
        assessments,
        Files.isRegularFile(assessments)
            ? Files.newBufferedReader(assessments)
            : new BufferedReader(new StringReader("")));
  }

  /**
   * The label of what raised an alarm, or null where it has none.
   *
   * @param alarm not earlier than the one asked for before
   */
  String of(ScoredAlarm alarm) throws IOException {
    if (alarm.getEventTime().isAfter(time)) {
      time = alarm.getEventTime();
      labels.clear();
    }
    while (next != null && !nextTime.isAfter(time)) {
      if (nextTime.equals(time) && next.path("label").isTextual()) {
        JsonNode source = next.path("source");
        labels.put(
            new SourcePosition(source.path("name").asText(), source.path("position").asLong()),
            next.path("label").asText());
      }
      read();
    }
    return labels.get(alarm.getSource());
  }

  private void read() throws IOException {
    String line = assessments.readLine();
    lines++;
    try {
      next = line == null ? null : JSON.readTree(line);
      nextTime = next == null ? null : Instant.parse(next.path("eventTime").asText());
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new InputException(
          "%s:%d holds no assessed connection (%s); run the backtest again"
              .formatted(file, lines, e.getMessage().lines().findFirst().orElse("")));
    }
  }

  @Override
  public void close() throws IOException {
    assessments.close();
  }
}
