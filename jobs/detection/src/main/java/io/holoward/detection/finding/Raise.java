package io.holoward.detection.finding;

/** Which first sightings of a protected process are alarms. */
public enum Raise {
  /** Those whose signature no intended state knows. */
  DEVIATION,
  /** All of them. */
  EVERY
}
