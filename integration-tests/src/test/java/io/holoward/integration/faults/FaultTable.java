package io.holoward.integration.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each fault did, as a table in Markdown that is there as soon as a row is. */
final class FaultTable {
  private static final String HEAD =
      """
      | fault | what happened | back after | restarts | checkpoints failed | records sent | dead letters | findings | log lines | of stack traces |
      |---|---|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  private final Path file = Path.of(System.getProperty("faults.file"));
  private final List<Row> rows = new ArrayList<>();

  /**
   * One fault.
   *
   * @param happened what it did to the job
   * @param outage from the fault to where the job again completed checkpoints, all its tasks
   *     running; zero where there was none
   * @param restarts how often the job was started again
   * @param failedCheckpoints checkpoints that were given up
   * @param sent records sent to the job's sources
   * @param deadLetters records on the topic of dead letters
   * @param findings records on the topic of scored alarms, read committed
   * @param logLines lines that all processes of the cluster have logged meanwhile
   * @param traceLines of these, lines of stack traces
   */
  record Row(
      String fault,
      String happened,
      Duration outage,
      long restarts,
      int failedCheckpoints,
      long sent,
      int deadLetters,
      int findings,
      long logLines,
      long traceLines) {

    private String markdown() {
      String back =
          outage.isZero() ? "—" : String.format(Locale.ROOT, "%.1f s", outage.toMillis() / 1000.0);
      return "| %s | %s | %s | %d | %d | %d | %d | %d | %d | %d |%n"
          .formatted(
              fault,
              happened,
              back,
              restarts,
              failedCheckpoints,
              sent,
              deadLetters,
              findings,
              logLines,
              traceLines);
    }
  }

  /** Adds a row and writes the table. */
  void add(Row row) {
    rows.add(row);
    StringBuilder text = new StringBuilder();
    text.append(
        "Measured on %s, %d cores.%n%n"
            .formatted(LocalDate.now(ZoneOffset.UTC), Runtime.getRuntime().availableProcessors()));
    text.append(HEAD);
    rows.forEach(each -> text.append(each.markdown()));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
