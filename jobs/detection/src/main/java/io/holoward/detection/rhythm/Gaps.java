package io.holoward.detection.rhythm;

import java.io.Serializable;

/**
 * The gaps between successive connections of one instance to one service, summed up. Whole numbers,
 * so that the order in which they are added never shows.
 *
 * @param sum of the gaps, in milliseconds
 * @param squares sum of their squares, in milliseconds²
 */
public record Gaps(long sum, long squares) implements Serializable {

  /** No gap. */
  public static final Gaps NONE = new Gaps(0, 0);
}
