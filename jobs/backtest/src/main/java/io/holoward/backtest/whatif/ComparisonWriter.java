package io.holoward.backtest.whatif;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a comparison as JSON, one change after the other, without holding them. */
final class ComparisonWriter implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonGenerator out;

  ComparisonWriter(Path file, Comparison.Side a, Comparison.Side b) throws IOException {
    out = JSON.createGenerator(Files.newBufferedWriter(file));
    out.useDefaultPrettyPrinter();
    out.writeStartObject();
    out.writePOJOField("a", a);
    out.writePOJOField("b", b);
    out.writeArrayFieldStart("findings");
  }

  void add(ChangedFinding changed) throws IOException {
    out.writePOJO(changed);
  }

  /** Ends the changes, and adds what only now is known. */
  void finish(ChangeCounts counts, List<Comparison.ProcessChanges> byProcess) throws IOException {
    out.writeEndArray();
    out.writePOJOField("counts", counts);
    out.writePOJOField("byProcess", byProcess);
    out.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
