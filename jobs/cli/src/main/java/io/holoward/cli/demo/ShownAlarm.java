package io.holoward.cli.demo;

import java.time.Instant;

/**
 * A scored alarm, as far as the demo shows it.
 *
 * @param verdict NORMAL, ABNORMAL or UNMODELLED
 * @param score 0 to 100; NaN without an intended state
 * @param update whether it repeats an alarm that was shown, with its final counts
 */
public record ShownAlarm(
    Instant eventTime,
    String host,
    String processName,
    String verdict,
    double score,
    String severity,
    String explanation,
    boolean update) {

  /** Whether the alarm says that something may be wrong: any verdict but NORMAL. */
  public boolean isSuspicious() {
    return !"NORMAL".equals(verdict);
  }
}
