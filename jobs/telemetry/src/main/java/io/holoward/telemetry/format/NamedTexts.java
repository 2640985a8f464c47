package io.holoward.telemetry.format;

/** The fields of one record as texts by their names, whatever the record was written in. */
interface NamedTexts {

  /** The field's text; null where the record does not have it or says that there is no value. */
  String get(String name);

  /**
   * The text of a field that the record cannot do without.
   *
   * @throws InvalidRecordException if it is absent
   */
  default String require(String name) {
    String text = get(name);
    if (text == null) {
      throw InvalidRecordException.missing(name);
    }
    return text;
  }
}
