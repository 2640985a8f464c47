package io.holoward.detection.observation;

/** The kind of sensor that saw an event. Two sensors may report one connection twice (twins). */
public enum Sensor {
  /** Sysmon event 3. */
  SYSMON,
  /** Windows filtering platform, Security events 5156 and 5157. */
  WINDOWS_FILTERING,
  /** Any sensor that reports each connection once. */
  OTHER
}
