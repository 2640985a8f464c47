package io.holoward.detection.flow;

import java.util.List;

/**
 * What an alarm of a process says of the flow that raised it.
 *
 * @param anomalies the kinds of deviation, at least one, sorted and without repetition
 * @param text why, for a person: one clause a kind
 */
public record FlowAlarm(List<FlowAnomaly> anomalies, String text) {
  public FlowAlarm {
    anomalies = List.copyOf(anomalies);
  }
}
