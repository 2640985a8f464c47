package io.holoward.integration;

import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;

/** What a finding says, without where it was read and when it was made. */
public record Told(
    String uid,
    boolean update,
    Verdict verdict,
    Double score,
    String explanation,
    long connections,
    long windows) {

  /** What a scored alarm says. */
  public static Told by(ScoredAlarm alarm) {
    return new Told(
        alarm.getUid(),
        alarm.getUpdate(),
        alarm.getVerdict(),
        alarm.getScore(),
        withoutExample(alarm.getExplanation()),
        alarm.getConnectionCount(),
        alarm.getWindowCount());
  }

  /**
   * Why it was judged so. Which of several connections with the same features is told first is a
   * matter of arrival: they take different ways through the address histories.
   */
  private static String withoutExample(String explanation) {
    return explanation.substring(explanation.indexOf(": ") + 1);
  }
}
