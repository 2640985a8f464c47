package io.holoward.telemetry.format;

/** A format that says what is wrong with a record by an {@link InvalidRecordException}. */
abstract class CheckedFormat implements TelemetryFormat {

  private final String name;

  CheckedFormat(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public Reading read(byte[] record, int offset, int length, ReadContext context) {
    Reading known = Records.withoutParsing(record, offset, length);
    if (known != null) {
      return known;
    }
    try {
      return readRecord(record, offset, length, context);
    } catch (RuntimeException e) {
      return InvalidRecordException.answer(e);
    }
  }

  /**
   * Reads a record that is not blank.
   *
   * @throws InvalidRecordException if a field makes no sense or one that is needed is absent
   */
  abstract Reading readRecord(byte[] record, int offset, int length, ReadContext context);
}
