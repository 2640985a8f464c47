package io.holoward.backtest.whatif;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.schema.ScoredAlarm;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * What is compared of a finding, and what a person is told of it.
 *
 * @param verdict as the scored alarm has it
 * @param score null where there is no model
 * @param eventTime milliseconds since the epoch
 * @param label of the connection that raised it; null without one
 */
public record ComparedFinding(
    String uid,
    String host,
    String processName,
    List<String> features,
    String verdict,
    Double score,
    long eventTime,
    String explanation,
    String label) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> GRAVITY = List.of("NORMAL", "UNMODELLED", "ABNORMAL");

  /**
   * The gravest is the largest: by verdict (ABNORMAL, then UNMODELLED, then NORMAL), by score, the
   * earlier, and the uid so that there is always one.
   */
  static final Comparator<ComparedFinding> BY_GRAVITY =
      Comparator.comparingInt((ComparedFinding finding) -> GRAVITY.indexOf(finding.verdict()))
          .thenComparingDouble(ComparedFinding::points)
          .thenComparing(ComparedFinding::eventTime, Comparator.reverseOrder())
          .thenComparing(ComparedFinding::uid);

  static ComparedFinding of(ScoredAlarm alarm, String label) {
    return new ComparedFinding(
        alarm.getUid(),
        alarm.getHost(),
        alarm.getProcessName(),
        alarm.getFeatures(),
        alarm.getVerdict().name(),
        alarm.getScore(),
        alarm.getEventTime().toEpochMilli(),
        alarm.getExplanation(),
        label);
  }

  /** The score, or 0 where there is none. */
  double points() {
    return score == null ? 0 : score;
  }

  byte[] toBytes() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  static ComparedFinding fromBytes(byte[] bytes) throws IOException {
    return JSON.readValue(bytes, ComparedFinding.class);
  }
}
