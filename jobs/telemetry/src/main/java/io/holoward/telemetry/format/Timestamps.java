package io.holoward.telemetry.format;

/**
 * Reads the spellings of time that telemetry uses: {@code 2020-06-10T02:50:55.662Z}, {@code
 * 2020-06-10 02:50:55.6621234}, {@code 2018-09-06 11:27:40.123-08}, {@code …+05:30}, {@code
 * …+0530}. Proleptic Gregorian calendar, milliseconds, further digits are cut off. No leap seconds.
 */
final class Timestamps {

  /** Stands for a text that is no time. */
  static final long UNREADABLE = Long.MIN_VALUE;

  /** 2000-01-01T00:00Z: no sensor is older, earlier times come from clocks that were never set. */
  static final long EARLIEST = 946_684_800_000L;

  private static final int DATE_AND_TIME = 19;
  private static final long MINUTE = 60_000L;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Timestamps() {}

  /**
   * The point in time that a text tells.
   *
   * @param utc true when a time without an offset is UTC; when false such a time is unreadable
   * @return milliseconds since the epoch, or {@link #UNREADABLE}
   */
  static long parse(String text, boolean utc) {
    if (text.length() < DATE_AND_TIME || !separatorsFit(text)) {
      return UNREADABLE;
    }
    long local = dateAndTime(text);
    int end = endOfFraction(text);
    if (local == UNREADABLE || end < 0) {
      return UNREADABLE;
    }
    if (end == text.length()) {
      return utc ? local + fraction(text, end) : UNREADABLE;
    }
    long offset = offset(text, end);
    return offset == UNREADABLE ? UNREADABLE : local + fraction(text, end) - offset;
  }

  private static boolean separatorsFit(String text) {
    char middle = text.charAt(10);
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (middle == 'T' || middle == ' ')
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  private static long dateAndTime(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    boolean sound =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= daysOf(year, month)
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    if (!sound) {
      return UNREADABLE;
    }
    return daysSinceEpoch(year, month, day) * DAY + (hour * 60L + minute) * MINUTE + second * 1000L;
  }

  /** Days from 1970-01-01, counting years from March so that the leap day is the last of a year. */
  private static long daysSinceEpoch(int year, int month, int day) {
    long shifted = month > 2 ? year : year - 1L;
    long era = Math.floorDiv(shifted, 400L);
    long yearOfEra = shifted - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  private static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS_OF_MONTH[month - 1];
  }

  /** Where the fraction of the second ends, or -1 when there is a point without digits. */
  private static int endOfFraction(String text) {
    int at = DATE_AND_TIME;
    if (at == text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
      return at;
    }
    int end = at + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end == at + 1 ? -1 : end;
  }

  private static long fraction(String text, int end) {
    long millis = 0;
    for (int i = 1; i <= 3; i++) {
      int at = DATE_AND_TIME + i;
      millis = millis * 10 + (at < end ? text.charAt(at) - '0' : 0);
    }
    return millis;
  }

  /** {@code Z}, {@code ±HH}, {@code ±HHMM} or {@code ±HH:MM} in milliseconds. */
  private static long offset(String text, int from) {
    char sign = text.charAt(from);
    int length = text.length() - from;
    if (sign == 'Z' || sign == 'z') {
      return length == 1 ? 0 : UNREADABLE;
    }
    boolean colon = length == 6 && text.charAt(from + 3) == ':';
    if ((sign != '+' && sign != '-') || !(length == 3 || length == 5 || colon)) {
      return UNREADABLE;
    }
    int hours = number(text, from + 1, from + 3);
    int minutes = length == 3 ? 0 : number(text, text.length() - 2, text.length());
    if (hours < 0 || hours > 18 || minutes < 0 || minutes >= 60) {
      return UNREADABLE;
    }
    long offset = (hours * 60L + minutes) * MINUTE;
    return sign == '-' ? -offset : offset;
  }

  /** The digits as a number, or -1 where one is not a digit. */
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
