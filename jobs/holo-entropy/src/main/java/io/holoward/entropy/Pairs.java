package io.holoward.entropy;

import java.util.List;

/**
 * The pair columns of {@link ScoringRules#pairs}: a record is TRUE in the column {@code a∧b} when
 * it is TRUE in {@code a} and in {@code b}, so that a rare combination of common features weighs
 * what it should.
 *
 * <p>A record with more than {@value #MOST_TRUE} TRUE features has no pair: their number grows with
 * the square (30 features of a window's union are 435 pairs), and nearly every one of so many would
 * be a rarity that says nothing.
 */
public final class Pairs {

  /** Stands between the two features in a pair's name; no feature's own name holds it. */
  public static final String SEPARATOR = "∧";

  /**
   * The most TRUE features whose pairs are columns, 28 pairs: one connection shows no more
   * (address, port and its class, what is new about it, where it leads to).
   */
  public static final int MOST_TRUE = 8;

  private Pairs() {}

  /** Name of the pair column of two features, the first in ascending order before the other. */
  public static String name(String first, String second) {
    return first + SEPARATOR + second;
  }

  /** True for the name of a pair column, false for that of a feature. */
  public static boolean isPair(String column) {
    return column.contains(SEPARATOR);
  }

  /** The features that a column speaks of: the two of a pair, or the one the column itself is. */
  public static List<String> parts(String column) {
    int end = column.indexOf(SEPARATOR);
    return end < 0
        ? List.of(column)
        : List.of(column.substring(0, end), column.substring(end + SEPARATOR.length()));
  }

  /** How many pair columns a record with so many TRUE features is TRUE in. */
  static int count(int features) {
    return features > MOST_TRUE ? 0 : features * (features - 1) / 2;
  }
}
