package io.holoward.telemetry.format;

import io.holoward.detection.observation.ProcessReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes that records of the patent's formats name by id ({@code created_by_id}). */
public final class ProcessTable {

  /** Knows no process. */
  public static final ProcessTable EMPTY = new ProcessTable(Map.of());

  private static final int COLUMNS = 6;

  /**
   * One known process.
   *
   * @param organisation its tenant, or null where the table gives none
   */
  public record Entry(String organisation, String host, ProcessReference process) {}

  private final Map<String, Entry> entries;

  private ProcessTable(Map<String, Entry> entries) {
    this.entries = Map.copyOf(entries);
  }

  /**
   * Reads a table of lines {@code id|organisation|host|image|command line|user}, all but id and
   * host may be empty or {@code null}. A first line that begins with {@code id|} names the columns;
   * a command line may hold bars itself.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line is no entry, or an id comes twice; names the line
   */
  public static ProcessTable read(Path file) throws IOException {
    return parse(Files.readAllLines(file));
  }

  /** Like {@link #read} for lines at hand. */
  public static ProcessTable parse(List<String> lines) {
    Map<String, Entry> entries = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || (i == 0 && line.startsWith("id|"))) {
        continue;
      }
      addLine(entries, line, i + 1);
    }
    return new ProcessTable(entries);
  }

  /** The process of this id, if the table holds it. */
  public Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** The number of processes it knows. */
  public int size() {
    return entries.size();
  }

  private static void addLine(Map<String, Entry> entries, String line, int number) {
    String[] columns = line.split("\\|", -1);
    if (columns.length < COLUMNS) {
      throw new IllegalArgumentException(
          "process table, line %d: expected id|organisation|host|image|command line|user, found %d columns"
              .formatted(number, columns.length));
    }
    String id = columns[0].trim();
    String host = textOrNull(columns[2]);
    if (id.isEmpty() || host == null) {
      throw new IllegalArgumentException(
          "process table, line %d: id and host must not be empty".formatted(number));
    }
    String commandLine = String.join("|", List.of(columns).subList(4, columns.length - 1));
    ProcessReference process =
        new ProcessReference(
            id,
            ProcessReference.UNKNOWN_PID,
            textOrNull(columns[3]),
            textOrNull(columns[columns.length - 1]),
            textOrNull(commandLine),
            null);
    Entry entry = new Entry(textOrNull(columns[1]), ReadContext.hostName(host), process);
    if (entries.putIfAbsent(id, entry) != null) {
      throw new IllegalArgumentException(
          "process table, line %d: id %s comes twice".formatted(number, id));
    }
  }

  private static String textOrNull(String column) {
    String text = column.trim();
    return text.isEmpty() || text.equals("null") ? null : text;
  }
}
