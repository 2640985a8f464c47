package io.holoward.entropy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * Groups the records of a process into intended states: a mixture of products of Bernoulli
 * variables, fitted by expectation–maximisation, its size chosen by the Bayesian information
 * criterion (BIC, the smaller the better).
 *
 * <p>The start is deterministic (the most frequent record, then farthest first by Hamming
 * distance), so equal records give equal groups. The M step smooths by +1/+2 (Laplace).
 */
public final class BernoulliMixture {

  private static final int ITERATIONS = 200;
  private static final double CONVERGED = 1e-9;
  private static final double BETTER = 1e-6;

  private final int[] assignment;
  private final double bic;

  private BernoulliMixture(int[] assignment, double bic) {
    this.assignment = assignment;
    this.bic = bic;
  }

  /**
   * The best mixture of at most so many components.
   *
   * @param counts at least one record
   */
  public static BernoulliMixture fit(RecordCounts counts, int maxComponents) {
    return fit(counts.toDistinctRecords(), maxComponents);
  }

  static BernoulliMixture fit(DistinctRecords data, int maxComponents) {
    if (data.records == 0 || maxComponents < 1) {
      throw new IllegalArgumentException("a mixture needs a record and a component");
    }
    int[] seeds = seeds(data, Math.min(maxComponents, data.size()));
    BernoulliMixture best = null;
    for (int components = 1; components <= seeds.length; components++) {
      BernoulliMixture next = new Expectation(data, Arrays.copyOf(seeds, components)).run();
      if (best == null || next.bic < best.bic - BETTER) {
        best = next;
      }
    }
    return best;
  }

  /** The component of each distinct record, in ascending order of signature; some may be empty. */
  public int[] assignment() {
    return assignment.clone();
  }

  /** The number of components that hold a record. */
  public int components() {
    return (int) Arrays.stream(assignment).distinct().count();
  }

  /** The criterion's value, −2·log likelihood + free parameters · ln(records). */
  public double bic() {
    return bic;
  }

  private static int[] seeds(DistinctRecords data, int wanted) {
    int[] seeds = new int[wanted];
    Set<Integer> chosen = new HashSet<>();
    int[] distance = new int[data.size()];
    Arrays.fill(distance, Integer.MAX_VALUE);
    String[] names = new String[data.size()];
    Arrays.setAll(names, d -> String.join("|", data.signatures[d].features()));
    Comparator<Integer> farthest =
        Comparator.<Integer>comparingInt(d -> distance[d])
            .thenComparingLong(d -> data.multiplicity[d])
            .thenComparing((a, b) -> compareNames(names[a], names[b]));
    for (int k = 0; k < wanted; k++) {
      int seed = -1;
      for (int d = 0; d < data.size(); d++) {
        if (!chosen.contains(d) && (seed < 0 || isBetter(farthest, data, k, d, seed))) {
          seed = d;
        }
      }
      seeds[k] = seed;
      chosen.add(seed);
      for (int d = 0; d < data.size(); d++) {
        distance[d] = Math.min(distance[d], hamming(data, d, seed));
      }
    }
    return seeds;
  }

  /** The first seed is the most frequent record; a tie goes to the first in order of signature. */
  private static boolean isBetter(
      Comparator<Integer> farthest, DistinctRecords data, int chosen, int candidate, int best) {
    return chosen == 0
        ? data.multiplicity[candidate] > data.multiplicity[best]
        : farthest.compare(candidate, best) > 0;
  }

  /** Positive when {@code a} goes first: by the earlier letter, or by being the longer one. */
  private static int compareNames(String a, String b) {
    int common = Math.min(a.length(), b.length());
    int order = b.substring(0, common).compareTo(a.substring(0, common));
    return order != 0 ? order : Integer.compare(a.length(), b.length());
  }

  private static int hamming(DistinctRecords data, int a, int b) {
    int i = data.rowStart[a];
    int j = data.rowStart[b];
    int common = 0;
    while (i < data.rowStart[a + 1] && j < data.rowStart[b + 1]) {
      int order = Integer.compare(data.rowColumn[i], data.rowColumn[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return data.signatures[a].size() + data.signatures[b].size() - 2 * common;
  }

  /** One run of expectation–maximisation with a fixed number of components. */
  private static final class Expectation {

    private final DistinctRecords data;
    private final int components;
    private final double[][] responsibility;
    private final double[] logBase;
    private final double[][] logOdds;

    Expectation(DistinctRecords data, int[] seeds) {
      this.data = data;
      components = seeds.length;
      responsibility = new double[data.size()][components];
      for (int d = 0; d < data.size(); d++) {
        int nearest = 0;
        for (int k = 1; k < components; k++) {
          if (hamming(data, d, seeds[k]) < hamming(data, d, seeds[nearest])) {
            nearest = k;
          }
        }
        responsibility[d][nearest] = 1;
      }
      logBase = new double[components];
      logOdds = new double[components][data.columns.size()];
    }

    BernoulliMixture run() {
      double likelihood = Double.NaN;
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        maximise();
        double before = likelihood;
        likelihood = expect();
        if (Math.abs(likelihood - before) <= CONVERGED * (1 + Math.abs(likelihood))) {
          break;
        }
      }
      double free = components * (double) data.columns.size() + components - 1;
      double bic = -2 * likelihood + free * Math.log((double) data.records);
      return new BernoulliMixture(assignment(), bic);
    }

    private void maximise() {
      for (int k = 0; k < components; k++) {
        double size = 0;
        double[] holding = new double[data.columns.size()];
        for (int d = 0; d < data.size(); d++) {
          double share = responsibility[d][k] * data.multiplicity[d];
          size += share;
          for (int i = data.rowStart[d]; i < data.rowStart[d + 1]; i++) {
            holding[data.rowColumn[i]] += share;
          }
        }
        logBase[k] = Math.log((size + 1e-9) / (data.records + components * 1e-9));
        for (int j = 0; j < holding.length; j++) {
          double probability = (holding[j] + 1) / (size + 2);
          double logFalse = Math.log(1 - probability);
          logOdds[k][j] = Math.log(probability) - logFalse;
          logBase[k] += logFalse;
        }
      }
    }

    private double expect() {
      double likelihood = 0;
      for (int d = 0; d < data.size(); d++) {
        double[] shares = responsibility[d];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < components; k++) {
          shares[k] = logBase[k];
          for (int i = data.rowStart[d]; i < data.rowStart[d + 1]; i++) {
            shares[k] += logOdds[k][data.rowColumn[i]];
          }
          largest = Math.max(largest, shares[k]);
        }
        double sum = 0;
        for (double share : shares) {
          sum += Math.exp(share - largest);
        }
        double logSum = largest + Math.log(sum);
        likelihood += data.multiplicity[d] * logSum;
        for (int k = 0; k < components; k++) {
          shares[k] = Math.exp(shares[k] - logSum);
        }
      }
      return likelihood;
    }

    private int[] assignment() {
      int[] assignment = new int[data.size()];
      for (int d = 0; d < data.size(); d++) {
        for (int k = 1; k < components; k++) {
          if (responsibility[d][k] > responsibility[d][assignment[d]]) {
            assignment[d] = k;
          }
        }
      }
      return assignment;
    }
  }
}
