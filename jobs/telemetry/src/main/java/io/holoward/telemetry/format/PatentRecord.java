package io.holoward.telemetry.format;

import io.holoward.detection.observation.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line of the patent's record formats: columns between bars, {@code null} and {@code *}. */
final class PatentRecord {

  private final List<String> names;
  private final String[] columns;

  private PatentRecord(List<String> names, String[] columns) {
    this.names = names;
    this.columns = columns;
  }

  /**
   * Splits a line into its columns.
   *
   * @throws InvalidRecordException if it has not as many as the format has names
   */
  static PatentRecord parse(List<String> names, byte[] record, int offset, int length) {
    String[] columns = split(new String(record, offset, length, StandardCharsets.UTF_8));
    if (columns.length != names.size()) {
      throw new InvalidRecordException(
          Reading.Invalid.MALFORMED_RECORD,
          "expected %d columns (%s), found %d"
              .formatted(names.size(), String.join("|", names), columns.length));
    }
    return new PatentRecord(names, columns);
  }

  /** True for the line that names the columns. */
  boolean isHeader() {
    return columns[0].equals(names.get(0)) && columns[1].equals(names.get(1));
  }

  /** The text of a column without surrounding space, null where it is empty or {@code null}. */
  String get(String name) {
    String column = columns[names.indexOf(name)];
    return column.isEmpty() || column.equals("null") ? null : column;
  }

  /** The text of a column that must not be empty. */
  String require(String name) {
    String text = get(name);
    if (text == null) {
      throw InvalidRecordException.missing(name);
    }
    return text;
  }

  /**
   * The time in the first of these columns that has one; without an offset it is UTC.
   *
   * @throws InvalidRecordException if none has, or it is no time from the year 2000 on
   */
  long time(String... candidates) {
    for (String name : candidates) {
      String text = get(name);
      if (text != null) {
        return time(name, text);
      }
    }
    throw new InvalidRecordException(
        Reading.Invalid.INVALID_TIME, String.join(", ", candidates) + ": absent");
  }

  private static long time(String name, String text) {
    long time = Timestamps.parse(text, true);
    if (time < Timestamps.EARLIEST) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME,
          "%s: expected a time such as 2018-09-06 11:27:40.123-08 from the year 2000 on, found '%s'"
              .formatted(name, text));
    }
    return time;
  }

  /** The process that a column names, out of the table. */
  ProcessTable.Entry process(String name, ProcessTable processes) {
    String id = require(name);
    return processes
        .find(id)
        .orElseThrow(
            () ->
                new InvalidRecordException(
                    Reading.Invalid.UNKNOWN_PROCESS, unknownProcess(name, id, processes)));
  }

  private static String unknownProcess(String name, String id, ProcessTable processes) {
    return processes.size() == 0
        ? "%s: process '%s' is named by id, and no process table was given (--process-table, or the key process-table of the source)"
            .formatted(name, id)
        : "%s: no process '%s' in the process table of %d".formatted(name, id, processes.size());
  }

  /** The direction that a word stands for, null for a word that stands for none. */
  static Direction direction(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "OUT", "OUTBOUND", "OUTGOING", "EGRESS" -> Direction.OUT;
      case "IN", "INBOUND", "INCOMING", "INGRESS" -> Direction.IN;
      default -> null;
    };
  }

  private static String[] split(String line) {
    List<String> columns = new ArrayList<>();
    int from = 0;
    for (int bar = line.indexOf('|'); bar >= 0; bar = line.indexOf('|', from)) {
      columns.add(line.substring(from, bar).trim());
      from = bar + 1;
    }
    columns.add(line.substring(from).trim());
    return columns.toArray(String[]::new);
  }
}
