package io.holoward.entropy;

/**
 * Which records the threshold, mean, deviation and extremes come from ({@code score.statistics}).
 */
public enum ScoreStatistics {
  /** The intended state together with the alarm: the literal reading of the patent. */
  AUGMENTED,
  /** The intended state alone. */
  BASELINE
}
