package io.holoward.detection.finding;

/** How urgently a person should look, in ascending order. */
public enum Severity {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
