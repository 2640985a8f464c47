package io.holoward.telemetry.format;

import java.nio.charset.StandardCharsets;

/** Flows as lines of columns between commas after a header that names the columns. */
abstract class CsvFlowFormat extends FlowFormat {

  private final DelimitedText columns = DelimitedText.csv();

  CsvFlowFormat(String name) {
    super(name);
  }

  @Override
  final Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    String line = new String(record, offset, length, StandardCharsets.UTF_8);
    if (namesColumns(line)) {
      columns.name(line);
      return Reading.Ignored.HEADER;
    }
    if (!columns.isNamed()) {
      throw new InvalidRecordException(
          Reading.Invalid.MALFORMED_RECORD, "no line before it names the columns");
    }
    columns.take(line);
    return readFlow(columns, context);
  }

  /** True for a header of this format. */
  abstract boolean namesColumns(String line);

  /**
   * Reads a line's flow.
   *
   * @throws InvalidRecordException if a field makes no sense or one that is needed is absent
   */
  abstract Reading readFlow(NamedTexts fields, ReadContext context);
}
