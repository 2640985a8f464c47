package io.holoward.entropy;

/**
 * The elementary quantities of holo-entropy, in natural logarithms and with 0·log 0 = 0.
 *
 * <p>Source: US11258655B2 and Wu &amp; Wang, "Information-Theoretic Outlier Detection for
 * Large-Scale Categorical Data", IEEE TKDE 25(3), 2013.
 */
public final class Entropy {

  private Entropy() {}

  /** Shannon entropy of a column whose values occur these many times; 0 for an empty column. */
  public static double of(long... counts) {
    long records = 0;
    for (long count : counts) {
      records += requireCount(count);
    }
    double entropy = 0;
    for (long count : counts) {
      entropy += term(count, records);
    }
    return entropy;
  }

  /**
   * Shannon entropy of a Boolean column that is TRUE in so many of so many records; at most ln 2.
   */
  public static double ofBoolean(long trueCount, long records) {
    if (trueCount < 0 || trueCount > records) {
      throw new IllegalArgumentException(
          "the TRUE count must be within 0.." + records + ", not " + trueCount);
    }
    return term(trueCount, records) + term(records - trueCount, records);
  }

  private static double term(long count, long records) {
    if (count == 0 || count == records) {
      return 0;
    }
    double share = (double) count / records;
    return -share * Math.log(share);
  }

  /** Weight of a column of this entropy, in (0, 1]; 1 for a constant column. */
  public static double weight(double entropy) {
    return 2 / (1 + Math.exp(entropy));
  }

  /**
   * δ(c) = (c−1)·log(c−1) − c·log c, what a value that occurs c times adds to a record's factor.
   *
   * <p>Strictly falling from δ(1) = 0. Computed without the cancellation of the printed form, which
   * has lost nine digits at c = 10⁹.
   *
   * @throws IllegalArgumentException when c is below 1
   */
  public static double delta(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("delta is defined from 1 upwards, not for " + count);
    }
    if (count == 1) {
      return 0;
    }
    return (count - 1) * Math.log1p(-1.0 / count) - Math.log((double) count);
  }

  /**
   * Entropy of a column after one record leaves it.
   *
   * <p>The exact form of the patent's update, n/(n−1)·H − [n/(n−1)·log n − log(n−1)] − δ(c)/(n−1),
   * arranged so that nothing cancels.
   *
   * @param entropy entropy before
   * @param records number of records before, at least 2
   * @param count how often the leaving record's value occurs before, at least 1
   */
  public static double afterRemoval(double entropy, long records, long count) {
    if (records < 2) {
      throw new IllegalArgumentException("no record can leave a column of " + records);
    }
    double correction = (entropy - Math.log((double) records) - delta(count)) / (records - 1);
    return Math.max(0, entropy + correction + Math.log1p(-1.0 / records));
  }

  private static long requireCount(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count cannot be negative: " + count);
    }
    return count;
  }
}
