package io.holoward.telemetry.format;

/** The answers that are the same for every format of lines, given before a line is looked into. */
final class Records {

  private Records() {}

  /** The reading of a record that need not be parsed, or null for one that has to be. */
  static Reading withoutParsing(byte[] record, int offset, int length) {
    if (length > TelemetryFormat.MAX_RECORD_BYTES) {
      return new Reading.Invalid(
          Reading.Invalid.OVERSIZED,
          "record of %d bytes, at most %d are read"
              .formatted(length, TelemetryFormat.MAX_RECORD_BYTES));
    }
    return isBlank(record, offset, length) ? Reading.Ignored.BLANK : null;
  }

  private static boolean isBlank(byte[] record, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (record[i] != ' ' && record[i] != '\t' && record[i] != '\r' && record[i] != '\n') {
        return false;
      }
    }
    return true;
  }
}
