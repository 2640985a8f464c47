package io.holoward.scoring.codec;

/** A record cannot be decoded: it belongs with the dead letters. */
public final class DecodeException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The bytes do not begin as Confluent's wire format does. */
  public static final String WRONG_MAGIC = "wrong-magic";

  /** The bytes end before the record does. */
  public static final String TRUNCATED = "truncated-record";

  /** The registry has no Avro schema of the record's id. */
  public static final String UNKNOWN_SCHEMA = "unknown-schema";

  /** The record's schema is of another subject than the topic's. */
  public static final String OTHER_RECORD = "other-record";

  /** The record's schema is of the right name, but today's schema cannot read what it wrote. */
  public static final String INCOMPATIBLE_SCHEMA = "incompatible-schema";

  /** There are bytes left after the record. */
  public static final String TRAILING_BYTES = "trailing-bytes";

  private final String errorClass;

  /**
   * @param errorClass the kind of error: a constant of this class or of {@link
   *     io.holoward.telemetry.format.Reading.Invalid}
   * @param message what is wrong with this record, for a person
   */
  public DecodeException(String errorClass, String message) {
    // Without a stack trace: a flood of bad records throws one each.
    super(message, null, false, false);
    this.errorClass = errorClass;
  }

  /** The kind of error, one of a small fixed set. */
  public String errorClass() {
    return errorClass;
  }
}
