package io.holoward.detection.finding;

/** What an alarm turned out to be. */
public enum Verdict {
  /** Its outlier factor lies within the threshold of the nearest intended state. */
  NORMAL,
  /** Its outlier factor exceeds the threshold of the nearest intended state. */
  ABNORMAL,
  /** There is nothing to compare: no intended state of the process, or no feature of the alarm. */
  UNMODELLED
}
