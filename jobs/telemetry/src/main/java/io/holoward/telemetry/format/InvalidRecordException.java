package io.holoward.telemetry.format;

/**
 * Carries what is wrong with a record from a field's parser up to its format; nobody else sees it.
 */
final class InvalidRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

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

  Reading.Invalid toReading() {
    return new Reading.Invalid(errorClass, getMessage());
  }
}
