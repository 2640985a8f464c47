package io.holoward.detection.observation;

/** Who opened a connection, seen from the process that owns it. */
public enum Direction {
  /** The process connected to a remote service. */
  OUT,
  /** The process accepted a connection on a local service. */
  IN,
  /** The telemetry does not say; orientation decides. */
  UNKNOWN
}
