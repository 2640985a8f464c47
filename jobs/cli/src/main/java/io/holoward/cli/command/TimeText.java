package io.holoward.cli.command;

import io.holoward.cli.UserException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Times as people write them: ISO-8601, UTC without an offset, a date alone its midnight. */
final class TimeText {

  private TimeText() {}

  /**
   * The time an option gives.
   *
   * @throws UserException if it is none
   */
  static Instant parse(String option, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException noOffset) {
      return parseUtc(option, text);
    }
  }

  private static Instant parseUtc(String option, String text) {
    try {
      return text.length() == "2020-09-22".length()
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text + "Z");
    } catch (DateTimeParseException e) {
      throw new UserException(
          "%s %s is not a time; expected 2020-09-22, 2020-09-22T14:00:00 or 2020-09-22T14:00:00Z"
              .formatted(option, text),
          e);
    }
  }
}
