package io.holoward.entropy;

/** Which columns a record's outlier factor sums over ({@code score.columns}). */
public enum ScoredColumns {
  /** Only the columns where the record is TRUE: right for alarms that carry only their own. */
  TRUE_ONLY,
  /** Every column, so that a missing feature counts too. */
  FULL
}
