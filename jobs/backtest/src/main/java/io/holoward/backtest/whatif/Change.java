package io.holoward.backtest.whatif;

import java.util.Objects;

/** What became of a finding from one run to another. */
public enum Change {
  /** Only the second run has it. */
  GAINED,
  /** Only the first run has it. */
  LOST,
  /** Both have it, with another verdict, or a score that differs by {@link #MOVE} or more. */
  MOVED,
  /** Both have it and judge it alike. */
  SAME;

  /** A score that differs by less, in points of the score's range, is the same one rounded. */
  public static final double MOVE = 0.05;

  /**
   * What became of it.
   *
   * @param a what the first run found; null for nothing
   * @param b what the second run found; null for nothing, but not both
   */
  static Change of(ComparedFinding a, ComparedFinding b) {
    if (a == null) {
      return GAINED;
    }
    if (b == null) {
      return LOST;
    }
    return Objects.equals(a.verdict(), b.verdict()) && Math.abs(a.points() - b.points()) < MOVE
        ? SAME
        : MOVED;
  }
}
