package io.holoward.integration;

import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Severity;
import io.holoward.schema.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is told of a finding in the end.
 *
 * @param why its explanation, without which of several connections it tells first: that is a matter
 *     of arrival
 * @param connections those of its closing update
 */
record ToldFinding(Verdict verdict, Double score, Severity severity, String why, long connections) {

  /** All that was told, by uid. */
  static Map<String, ToldFinding> byUid(List<ScoredAlarm> alarms) {
    Map<String, ToldFinding> findings = new TreeMap<>();
    for (ScoredAlarm alarm : alarms) {
      findings.merge(alarm.getUid(), of(alarm), ToldFinding::withCountsOf);
    }
    return findings;
  }

  private static ToldFinding of(ScoredAlarm alarm) {
    String explanation = alarm.getExplanation();
    return new ToldFinding(
        alarm.getVerdict(),
        alarm.getScore(),
        alarm.getSeverity(),
        explanation.substring(explanation.indexOf(": ") + 1),
        alarm.getConnectionCount());
  }

  private ToldFinding withCountsOf(ToldFinding update) {
    return new ToldFinding(
        verdict, score, severity, why, Math.max(connections, update.connections));
  }
}
