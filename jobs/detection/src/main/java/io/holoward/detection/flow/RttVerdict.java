package io.holoward.detection.flow;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * What is unusual about round-trip times, with the figures that say so.
 *
 * @param anomaly one of the round-trip-time kinds
 * @param usual what is or was usual, as a logarithm of milliseconds
 * @param found what was found instead, as a logarithm of milliseconds
 * @param zScore distance of the one from the other for a deviation, 0 otherwise
 * @param limit of the distance for a deviation, 0 otherwise
 */
record RttVerdict(FlowAnomaly anomaly, double usual, double found, double zScore, double limit) {

  private static final MathContext DIGITS = new MathContext(3);

  static RttVerdict deviation(double usual, double found, double zScore, double limit) {
    return new RttVerdict(FlowAnomaly.RTT_DEVIATION, usual, found, zScore, limit);
  }

  static RttVerdict levelShift(double before, double after) {
    return new RttVerdict(FlowAnomaly.RTT_LEVEL_SHIFT, before, after, 0, 0);
  }

  static RttVerdict drift(double from, double to) {
    return new RttVerdict(FlowAnomaly.RTT_DRIFT, from, to, 0, 0);
  }

  /** Whether it holds for the flow group until its next window, not only for what showed it. */
  boolean ofTheGroup() {
    return anomaly != FlowAnomaly.RTT_DEVIATION;
  }

  /** The clause for people. */
  String text() {
    String before = number(Math.exp(usual));
    String after = number(Math.exp(found));
    return switch (anomaly) {
      case RTT_LEVEL_SHIFT ->
          "round-trip times have settled at %s ms after %s ms".formatted(after, before);
      case RTT_DRIFT -> "round-trip time has crept from %s ms to %s ms".formatted(before, after);
      default ->
          String.format(
              Locale.ROOT,
              "round-trip time %s ms against a usual %s ms (z %s, limit %s)",
              after,
              before,
              number(zScore),
              number(limit));
    };
  }

  private static String number(double value) {
    double finite = Math.min(value, Double.MAX_VALUE);
    return new BigDecimal(finite, DIGITS).stripTrailingZeros().toPlainString();
  }
}
