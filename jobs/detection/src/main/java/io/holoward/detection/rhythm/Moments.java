package io.holoward.detection.rhythm;

/**
 * How often and how regularly one instance connected to one service over some stretch of time: the
 * sufficient statistics of the gaps between its connections, which add up to {@code last - first}.
 *
 * @param connections how many; there is one gap less
 * @param first time of the earliest, milliseconds since the epoch
 * @param last time of the latest
 * @param squares sum of the squares of the gaps, in milliseconds²
 */
public record Moments(long connections, long first, long last, long squares) {

  private static final double MILLIS = 1_000;

  /** What a number of connections shows whose gaps were summed up as they came. */
  public static Moments of(long connections, long last, Gaps gaps) {
    return new Moments(connections, last - gaps.sum(), last, gaps.squares());
  }

  /** True when no time lies between the two: their gaps are known, in whatever order they join. */
  public boolean touches(Moments other) {
    return first <= other.last && other.first <= last;
  }

  /**
   * Both together, with the gap between them. Exact when one begins where the other ends or later;
   * where they overlap, the connections of one are taken to coincide with connections of the other.
   */
  public Moments join(Moments other) {
    long between = Math.max(0, Math.max(first, other.first) - Math.min(last, other.last));
    return new Moments(
        connections + other.connections,
        Math.min(first, other.first),
        Math.max(last, other.last),
        squares + other.squares + between * between);
  }

  /** The gaps alone. */
  public Gaps gaps() {
    return new Gaps(last - first, squares);
  }

  /** How regular the connections are; there must be two of them at least, at different times. */
  Rhythm rhythm() {
    double gaps = connections - 1.0;
    double mean = (last - first) / gaps;
    double variance = Math.max(0, squares / gaps - mean * mean);
    return new Rhythm(connections, mean / MILLIS, Math.sqrt(variance) / mean);
  }
}
