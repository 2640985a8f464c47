package io.holoward.entropy;

import java.util.Arrays;
import java.util.Collection;

/**
 * The columns of a data set: its features in ascending order of their names, and behind them, where
 * pairs are asked for, each pair of features that a record shows, in order of the first and then of
 * the second. Immutable.
 */
final class Columns {

  final String[] features;

  /** The pairs whose first feature is i have their second ones at pairStart[i]..pairStart[i+1]. */
  private final int[] pairStart;

  private final int[] pairSecond;

  private Columns(String[] features, int[] pairStart, int[] pairSecond) {
    this.features = features;
    this.pairStart = pairStart;
    this.pairSecond = pairSecond;
  }

  /** These features, in ascending order, and no pair. */
  static Columns of(String[] features) {
    return new Columns(features, null, new int[0]);
  }

  /** The same features with the pairs that these signatures show; all their features are here. */
  Columns withPairs(Collection<Signature> signatures) {
    int most = signatures.stream().mapToInt(signature -> Pairs.count(signature.size())).sum();
    long[] pairs = new long[most];
    int size = 0;
    for (Signature signature : signatures) {
      if (Pairs.count(signature.size()) > 0) {
        int[] shown = signature.features().stream().mapToInt(this::indexOf).toArray();
        for (int i = 0; i < shown.length; i++) {
          for (int j = i + 1; j < shown.length; j++) {
            pairs[size++] = (long) shown[i] << Integer.SIZE | shown[j];
          }
        }
      }
    }
    long[] distinct = Arrays.stream(pairs).sorted().distinct().toArray();
    int[] start = new int[features.length + 1];
    for (long pair : distinct) {
      start[(int) (pair >>> Integer.SIZE) + 1]++;
    }
    for (int i = 0; i < features.length; i++) {
      start[i + 1] += start[i];
    }
    int[] second = Arrays.stream(distinct).mapToInt(pair -> (int) pair).toArray();
    return new Columns(features, start, second);
  }

  /** The number of columns, pairs among them. */
  int size() {
    return features.length + pairSecond.length;
  }

  /** The index of a feature, or {@link #size} when no column has this name. */
  int indexOf(String feature) {
    int index = Arrays.binarySearch(features, feature);
    return index >= 0 ? index : size();
  }

  /** How many columns of its own a record of this signature is TRUE in. */
  int countTrue(Signature signature) {
    int shown = signature.size();
    return pairStart == null ? shown : shown + Pairs.count(shown);
  }

  /**
   * Writes where a record of this signature is TRUE: its features, then its pairs, each in order of
   * name; {@link #size} for a column that is not here.
   *
   * @param into has room for {@link #countTrue} more
   */
  void locate(Signature signature, int[] into, int from) {
    int shown = signature.size();
    int next = from + shown;
    for (int i = 0; i < shown; i++) {
      into[from + i] = indexOf(signature.feature(i));
    }
    if (countTrue(signature) > shown) {
      for (int i = from; i < from + shown; i++) {
        for (int j = i + 1; j < from + shown; j++) {
          into[next++] = pairOf(into[i], into[j]);
        }
      }
    }
  }

  private int pairOf(int first, int second) {
    if (first >= features.length) {
      return size();
    }
    int index = Arrays.binarySearch(pairSecond, pairStart[first], pairStart[first + 1], second);
    return index >= 0 ? features.length + index : size();
  }
}
