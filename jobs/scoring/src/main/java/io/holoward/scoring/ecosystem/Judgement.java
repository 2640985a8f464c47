package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What other products want to know at a glance. */
final class Judgement {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Judgement() {}

  /**
   * Whether a person should see it: whatever is not known to be normal. The closing update says the
   * same as the finding that it updates, so that it may replace it.
   */
  static boolean isAlert(Finding finding) {
    return finding.verdict() != Verdict.NORMAL;
  }

  /** The score against the intended states, or else against the population; null without both. */
  static Double risk(Finding finding) {
    return finding.deviation() == null ? finding.populationScore() : finding.score();
  }

  /** A line for a list of alarms. */
  static String title(Finding finding) {
    String what =
        switch (finding.verdict()) {
          case ABNORMAL -> "deviates from its intended states";
          case NORMAL -> "behaves as its intended states say";
          case UNMODELLED -> "has no intended states yet";
        };
    return finding.actor().processName() + " " + what;
  }

  /** The name of the detector as one of a rule. */
  static String rule(Finding finding) {
    return switch (finding.detector()) {
      case Finding.EXTERNAL_ALARM -> "Upstream alarm scored against intended states";
      case Finding.FLOW -> "Anomalous flow of a process";
      default -> "Connection of a process scored against its intended states";
    };
  }

  /** A time as other products take it: ISO-8601 in UTC, always to the millisecond. */
  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  /** An enumeration's symbol as other products write them. */
  static String lower(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }
}
