package io.holoward.entropy;

/** Which outlier factor earns the far end of the abnormal range ({@code score.anchor}). */
public enum ScoreAnchor {
  /**
   * The largest seen, but at least as far above the threshold as the threshold's own deviations
   * reach: abnormal scores come out graded. A rule without a deviation falls back to {@link #MAX}.
   */
  EXTENDED,
  /**
   * The largest seen, the literal formula: an alarm that is itself the largest gets the far end.
   */
  MAX
}
