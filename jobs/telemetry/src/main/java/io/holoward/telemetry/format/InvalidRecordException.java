package io.holoward.telemetry.format;

/**
 * Carries what is wrong with a record from a field's parser up to its format; of others only who
 * reads {@link DelimitedText} sees it.
 */
public final class InvalidRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Begins the message of a failure that is the reader's rather than the record's. */
  static final String UNFORESEEN = "the reader failed: ";

  private final String errorClass;

  InvalidRecordException(String errorClass, String message) {
    super(message, null, false, false);
    this.errorClass = errorClass;
  }

  static InvalidRecordException invalidField(String field, String expected, String found) {
    String bounded = found.length() <= 60 ? found : found.substring(0, 60) + "…";
    return new InvalidRecordException(
        Reading.Invalid.INVALID_FIELD,
        "%s: expected %s, found '%s'".formatted(field, expected, bounded));
  }

  static InvalidRecordException missing(String field) {
    return new InvalidRecordException(
        Reading.Invalid.MISSING_FIELD, field + ": absent, the record cannot be used without it");
  }

  /**
   * The answer to a record that made its reader throw. What no reader foresaw is a malformed record
   * too: who writes telemetry must not be able to stop, with one record, the job that reads it.
   */
  static Reading.Invalid answer(RuntimeException e) {
    return e instanceof InvalidRecordException invalid
        ? invalid.toReading()
        : new Reading.Invalid(Reading.Invalid.MALFORMED_RECORD, UNFORESEEN + e);
  }

  Reading.Invalid toReading() {
    return new Reading.Invalid(errorClass, getMessage());
  }
}
