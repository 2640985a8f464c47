package io.holoward.detection.flow;

import java.util.List;

/**
 * What the statistics say of one flow at the moment it was seen.
 *
 * @param anomalies in the order of their declaration, each once; empty for an ordinary flow
 * @param lastWindow the last closed window of the flow group; null before the first
 * @param comparison what its round-trip time was compared with; null before anything was learned
 * @param late true when its window was closed already, so that it is not learned
 * @param text why it is anomalous, a clause for each anomaly; null for an ordinary flow
 */
public record FlowObservation(
    List<FlowAnomaly> anomalies,
    WindowStatistics lastWindow,
    RttComparison comparison,
    boolean late,
    String text) {

  public FlowObservation {
    anomalies = List.copyOf(anomalies);
  }
}
