package io.holoward.entropy;

/** How records that do not belong leave the data an intended state is built from. */
public enum OutlierRemoval {
  /** None leaves: for a discovery on hosts that are trusted. */
  NONE,
  /** {@code sp}: all above the first threshold leave at once. */
  SINGLE_PASS,
  /**
   * {@code ss}, the patent's way: as many steps as records lie above the first threshold, each
   * computing all outlier factors anew and dropping the largest.
   */
  STEP_BY_STEP,
  /** {@code ss-rethreshold}: as step by step, with the threshold computed anew as well. */
  STEP_BY_STEP_RETHRESHOLD
}
