package io.holoward.detection.flow;

import java.util.Collection;
import java.util.List;

/** The kinds of deviation of a flow, each with the feature that its alarm has TRUE. */
public enum FlowAnomaly {
  /** Its round-trip time lies outside what the flow group usually shows. */
  RTT_DEVIATION("flowRttDeviation"),
  /** So many round-trip times in a row did that they are the group's new level. */
  RTT_LEVEL_SHIFT("flowRttDeviation"),
  /** The group's round-trip times have moved away from their past, each step too small to see. */
  RTT_DRIFT("flowRttDrift"),
  /** A known application on a port that is none of its own. */
  PORT_NONSTANDARD("flowPortApplicationMismatch"),
  /** A known application on a port that belongs to another one. */
  PORT_FOREIGN_PROTOCOL("flowPortApplicationMismatch");

  private static final List<String> NON_STANDARD_PORT = List.of("T1571");

  private final String feature;

  FlowAnomaly(String feature) {
    this.feature = feature;
  }

  /** The ATT&amp;CK techniques that surely apply: none tells anything by round-trip times alone. */
  public static List<String> techniques(Collection<FlowAnomaly> anomalies) {
    return anomalies.contains(PORT_NONSTANDARD) || anomalies.contains(PORT_FOREIGN_PROTOCOL)
        ? NON_STANDARD_PORT
        : List.of();
  }

  /** The feature of the record that the flow's process shows. */
  public String feature() {
    return feature;
  }
}
