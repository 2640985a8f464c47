package io.holoward.backtest.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Deviation;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.SourcePosition;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/** Writes how connections compare, and how that agrees with labels. */
public final class AssessmentFiles {

  /** One JSON object a line: every connection, by event time, with its label where it has one. */
  public static final String ASSESSMENTS = "assessments.jsonl";

  /** One JSON object: an {@link Evaluation}. */
  public static final String EVALUATION = "evaluation.json";

  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper READER = new ObjectMapper();

  private AssessmentFiles() {}

  /**
   * Writes one line a connection.
   *
   * @param connections by event time
   * @param evaluator takes the connections; empty without labels
   */
  public static void assessments(
      Iterator<AssessedConnection> connections,
      Labelling labelling,
      Optional<Evaluator> evaluator,
      Path file)
      throws IOException {
    try (BufferedWriter out = ForgivingText.writer(file);
        JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      while (connections.hasNext()) {
        AssessedConnection connection = connections.next();
        String label = labelling.of(connection);
        line(connection, label, json);
        evaluator.ifPresent(all -> all.connection(connection, label));
      }
    }
  }

  /**
   * Compares with labels.
   *
   * @param evaluator that has taken all connections
   * @param alarms the file of scored alarms
   * @param coverage of the recording that was scored
   */
  public static void evaluation(Evaluator evaluator, Path alarms, Coverage coverage, Path file)
      throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(alarms)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode alarm = READER.readTree(line);
        evaluator.finding(
            alarm.path("source").path("name").asText(),
            alarm.path("processInstance").path("key").asText(),
            !alarm.path("verdict").asText().equals(Verdict.NORMAL.name()),
            millis(alarm.path("eventTime")),
            millis(alarm.path("lastSeen")));
      }
    }
    evaluator.evaluation(coverage).write(file);
  }

  private static long millis(JsonNode time) {
    return Instant.parse(time.asText()).toEpochMilli();
  }

  private static void line(AssessedConnection assessed, String label, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    source(assessed.source(), json);
    json.writeStringField("eventTime", Instant.ofEpochMilli(assessed.eventTime()).toString());
    json.writeStringField("organisation", assessed.actor().organisation());
    json.writeStringField("host", assessed.actor().host());
    json.writeStringField("instance", assessed.actor().instanceKey());
    json.writeStringField("processId", assessed.actor().processId());
    json.writeStringField("processName", assessed.actor().processName());
    json.writeStringField("direction", assessed.connection().direction().name());
    json.writeStringField("protocol", assessed.connection().protocol().name());
    service(assessed.connection().service(), json);
    json.writeBooleanField("blocked", assessed.blocked());
    json.writeStringField("verdict", assessed.verdict().name());
    deviation(assessed, json);
    json.writeArrayFieldStart("features");
    for (String feature : assessed.features()) {
      json.writeString(feature);
    }
    json.writeEndArray();
    json.writeStringField("label", label);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static void source(SourcePosition source, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("source");
    json.writeStringField("name", source.name());
    json.writeNumberField("position", source.position());
    json.writeEndObject();
  }

  private static void service(Endpoint service, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("service");
    json.writeStringField("address", service.address());
    json.writeNumberField("port", service.port());
    json.writeEndObject();
  }

  private static void deviation(AssessedConnection assessed, JsonGenerator json)
      throws IOException {
    Deviation deviation = assessed.deviation();
    number("score", deviation == null ? null : deviation.score(), json);
    number("populationScore", assessed.populationScore(), json);
    number("outlierFactor", deviation == null ? null : deviation.outlierFactor(), json);
    number("threshold", deviation == null ? null : deviation.threshold(), json);
    number("rank", deviation == null ? null : deviation.rank(), json);
    if (assessed.baseline() == null) {
      json.writeNullField("modelRecords");
    } else {
      json.writeNumberField("modelRecords", assessed.baseline().records());
    }
    json.writeBooleanField("known", assessed.known());
    json.writeBooleanField("judged", assessed.judged());
  }

  private static void number(String name, Double value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
