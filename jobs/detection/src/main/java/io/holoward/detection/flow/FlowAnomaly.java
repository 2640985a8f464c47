package io.holoward.detection.flow;

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

  private final String feature;

  FlowAnomaly(String feature) {
    this.feature = feature;
  }

  /** The feature of the record that the flow's process shows. */
  public String feature() {
    return feature;
  }
}
