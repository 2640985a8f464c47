package io.holoward.backtest.evaluation;

import io.holoward.backtest.evaluation.Labels.InstanceName;
import io.holoward.telemetry.format.DelimitedText;
import io.holoward.telemetry.format.InvalidRecordException;
import io.holoward.telemetry.input.InputException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Reads {@link Labels}. */
final class LabelFile {

  /** What the name of a source may end with without being another source. */
  static final Set<String> EXTENSIONS =
      Set.of("gz", "jsonl", "ndjson", "json", "avro", "log", "csv", "tsv", "psv", "txt");

  private static final String EXPECTED =
      "expected a CSV file whose header has the columns scenario, line and label (of connections),"
          + " or host, instance and label (of process instances)";
  private static final int GZIP_MAGIC = 0x1f8b;

  private final Path file;
  private final DelimitedText row = DelimitedText.csv();
  private final Map<String, Map<Long, String>> byPosition = new HashMap<>();
  private final Map<InstanceName, String> byInstance = new HashMap<>();

  /** Few different labels label many rows. */
  private final Map<String, String> pool = new HashMap<>();

  private long line;

  private LabelFile(Path file) {
    this.file = file;
  }

  static Labels read(Path file, Collection<String> background) {
    if (!Files.isRegularFile(file)) {
      throw new InputException("no such label file: " + file + " (check the path)");
    }
    LabelFile labels = new LabelFile(file);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      labels.read(lines);
    } catch (InvalidRecordException e) {
      throw labels.wrong(e.getMessage());
    } catch (IOException e) {
      throw labels.wrong("it cannot be read: " + e.getMessage());
    }
    return new Labels(file, background, labels.byPosition, labels.byInstance);
  }

  private static InputStream open(Path file) throws IOException {
    BufferedInputStream content = new BufferedInputStream(Files.newInputStream(file));
    content.mark(2);
    int magic = content.read() << 8 | content.read();
    content.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(content) : content;
  }

  private void read(BufferedReader lines) throws IOException {
    String header = lines.readLine();
    line = 1;
    if (header == null) {
      throw wrong("the file is empty; " + EXPECTED);
    }
    row.name(header.startsWith("\uFEFF") ? header.substring(1) : header);
    String source = row.has("scenario") ? "scenario" : "source";
    String position = row.has("line") ? "line" : "position";
    boolean ofConnections = row.has(source) && row.has(position);
    boolean ofInstances = !ofConnections && row.has("host") && row.has("instance");
    if (!row.has("label") || !(ofConnections || ofInstances)) {
      throw wrong(EXPECTED);
    }
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      line++;
      if (text.isBlank()) {
        continue;
      }
      row.take(text);
      if (ofConnections) {
        connection(required(source), required(position));
      } else {
        byInstance.put(
            InstanceName.of(sourceOfInstance(source), required("host"), required("instance")),
            label());
      }
    }
  }

  private String sourceOfInstance(String column) {
    String source = row.has(column) ? row.get(column) : null;
    return source == null ? "" : Labels.withoutExtensions(source);
  }

  private void connection(String source, String position) {
    long number;
    try {
      number = Long.parseLong(position.strip());
    } catch (NumberFormatException e) {
      throw wrong("'%s' is not the number of a line".formatted(position));
    }
    byPosition
        .computeIfAbsent(Labels.withoutExtensions(source), name -> new HashMap<>())
        .put(number, label());
  }

  private String label() {
    return pool.computeIfAbsent(required("label"), label -> label);
  }

  private String required(String column) {
    String text = row.get(column);
    if (text == null) {
      throw wrong("the column " + column + " is empty; give it a value or take the line out");
    }
    return text;
  }

  private InputException wrong(String what) {
    return new InputException("%s:%d: %s".formatted(file, Math.max(1, line), what));
  }
}
