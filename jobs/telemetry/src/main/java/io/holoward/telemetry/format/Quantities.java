package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.RoundTrip;
import java.util.function.Supplier;

/**
 * Counts, measures and times of flow records. What a record does not tell is null; what no counter
 * or clock can show is an {@link InvalidRecordException} that names the field.
 */
final class Quantities {

  /** Seconds are milliseconds with the point three digits further. */
  private static final int SECONDS = 3;

  /** Up to here every whole number is a double of its own. */
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS_OF_TEN = new double[19];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
    }
  }

  private Quantities() {}

  /** A number of bytes or packets, null where it is absent. */
  static Long count(NamedTexts fields, String field) {
    String text = fields.get(field);
    if (text == null) {
      return null;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || value > (Long.MAX_VALUE - 9) / 10) {
        throw invalidField(field, "a whole number from 0 on", text);
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  /** A number from 0 on, null where it is absent. */
  static Double measure(NamedTexts fields, String field) {
    String text = fields.get(field);
    return text == null ? null : Double.valueOf(measure(field, text));
  }

  /** A number from 0 on. */
  static double measure(String field, String text) {
    return positive(field, text, number(text, 0));
  }

  /** A time span that is told in seconds, in milliseconds from 0 on; null where it is absent. */
  static Double seconds(NamedTexts fields, String field) {
    String text = fields.get(field);
    return text == null ? null : Double.valueOf(positive(field, text, number(text, SECONDS)));
  }

  private static double positive(String field, String text, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw invalidField(field, "a number from 0 on", text);
    }
    return value;
  }

  /**
   * A point in time: seconds since the epoch with or without a fraction, or a time of {@link
   * Timestamps} (without an offset it is UTC).
   *
   * @return milliseconds since the epoch, not checked to be plausible
   */
  static long time(String field, String text) {
    double millis = number(text, SECONDS);
    if (millis >= 0 && millis < EXACT) {
      return Math.round(millis);
    }
    long time = Timestamps.parse(text, true);
    if (time == Timestamps.UNREADABLE) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME,
          invalidField(
                  field, "seconds since 1970, or a time such as 2020-06-10T02:50:55.662Z", text)
              .getMessage());
    }
    return time;
  }

  /**
   * The round-trip times that a sensor summed up.
   *
   * @param mean milliseconds; 0 says that none was measured
   * @return null where none was measured
   */
  static RoundTrip roundTrip(String field, long count, double mean, double standardDeviation) {
    return count == 0 || mean == 0
        ? null
        : measured(field, () -> RoundTrip.summary(count, mean, standardDeviation));
  }

  /**
   * Round-trip times as a record tells them.
   *
   * @throws InvalidRecordException if the figures are refused
   */
  static RoundTrip measured(String field, Supplier<RoundTrip> figures) {
    try {
      return figures.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_FIELD, field + ": " + e.getMessage());
    }
  }

  /** The value of a decimal number with its point moved to the right, NaN for any other text. */
  private static double number(String text, int shift) {
    long digits = 0;
    int point = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && digits < EXACT / 10) {
        digits = digits * 10 + (c - '0');
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        return rareNumber(text) * POWERS_OF_TEN[shift];
      }
    }
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (text.length() == (point < 0 ? 0 : 1) || decimals >= POWERS_OF_TEN.length) {
      return rareNumber(text) * POWERS_OF_TEN[shift];
    }
    // One operation on two exact doubles is rounded once: what was written is what is read.
    return decimals < shift
        ? digits * POWERS_OF_TEN[shift - decimals]
        : digits / POWERS_OF_TEN[decimals - shift];
  }

  /** A number with a sign, an exponent or very many digits. */
  private static double rareNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
