package io.holoward.backtest.study;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.holoward.backtest.evaluation.ForgivingText;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.observation.Endpoint;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Every connection that a fold scored, one JSON object a line. */
final class RecordFile implements AutoCloseable {

  private final BufferedWriter out;
  private final JsonGenerator json;

  RecordFile(Path directory) throws IOException {
    out = ForgivingText.writer(directory.resolve(StudyResult.RECORDS));
    json = new JsonFactory().createGenerator(out);
    json.setRootValueSeparator(null);
  }

  void write(FoldKind kind, FoldResult result) throws IOException {
    for (Judged judged : result.judged()) {
      line(kind, result.fold(), judged);
    }
  }

  private void line(FoldKind kind, Fold fold, Judged judged) throws IOException {
    AssessedConnection assessed = judged.assessed();
    Endpoint service = assessed.connection().service();
    json.writeStartObject();
    json.writeStringField("fold", lower(kind));
    json.writeStringField("group", fold.group());
    json.writeStringField("origin", lower(judged.origin()));
    json.writeStringField("scenario", judged.observation().scenario());
    json.writeNumberField("position", assessed.source().position());
    json.writeStringField("host", assessed.actor().host());
    json.writeStringField("instance", assessed.actor().instanceKey());
    json.writeStringField("processId", assessed.actor().processId());
    json.writeStringField("direction", assessed.connection().direction().name());
    json.writeStringField("protocol", assessed.connection().protocol().name());
    json.writeStringField("address", service.address());
    json.writeNumberField("port", service.port());
    json.writeStringField("features", judged.signature().text());
    json.writeStringField("label", judged.observation().label());
    json.writeStringField("verdict", assessed.verdict().name());
    if (assessed.deviation() != null) {
      json.writeNumberField("outlierFactor", assessed.deviation().outlierFactor());
      json.writeNumberField("threshold", assessed.deviation().threshold());
      json.writeNumberField("score", assessed.deviation().score());
      json.writeBooleanField("known", assessed.known());
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void close() throws IOException {
    json.close();
    out.close();
  }
}
