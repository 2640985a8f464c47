package io.holoward.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A mixture of lognormals over outlier factors: a Gaussian mixture of log(factor + offset), fitted
 * by expectation–maximisation, its size chosen by the Bayesian information criterion (BIC).
 *
 * <p>More than one component hints that the records belong to several intended states. It is no
 * threshold rule and does not say which record belongs where: {@link BernoulliMixture} does.
 *
 * @param components in ascending order of their means
 * @param logLikelihood of the fit
 * @param bic −2·log likelihood + free parameters · ln(n); the smaller the better
 */
public record LognormalMixture(List<Component> components, double logLikelihood, double bic) {

  private static final int ITERATIONS = 500;
  private static final double CONVERGED = 1e-10;
  private static final double BETTER = 1e-6;
  private static final double VARIANCE_FLOOR = 1e-4;
  private static final double VANISHED = 1e-9;
  private static final double VANISHED_SHARE = 1e-12;
  private static final int RECORDS_A_COMPONENT = 5;

  /**
   * One component.
   *
   * @param weight share of the records, 0 to 1
   * @param mean mean of log(factor + offset)
   * @param standardDeviation its standard deviation, at least 0.01
   */
  public record Component(double weight, double mean, double standardDeviation) {}

  public LognormalMixture {
    components = List.copyOf(components);
  }

  /**
   * The best mixture of at most so many components, each of which takes five factors.
   *
   * @param factors at least one
   * @param offset keeps the logarithm of a factor of 0 finite; usually 1
   */
  public static LognormalMixture fit(double[] factors, double offset, int maxComponents) {
    if (factors.length == 0 || maxComponents < 1) {
      throw new IllegalArgumentException("a mixture needs a factor and a component");
    }
    double[] logs = Arrays.stream(factors).map(x -> Math.log(x + offset)).sorted().toArray();
    long distinct =
        Arrays.stream(logs).map(y -> Math.rint(y / ThresholdRule.TOLERANCE)).distinct().count();
    long most = Math.min(maxComponents, Math.min(distinct, logs.length / RECORDS_A_COMPONENT));
    LognormalMixture best = null;
    for (int size = 1; size <= Math.max(1, most); size++) {
      LognormalMixture next = new Fit(logs, size).run();
      if (best == null || next.bic < best.bic - BETTER) {
        best = next;
      }
    }
    return best;
  }

  /** One run of expectation–maximisation with a fixed number of components. */
  private static final class Fit {

    private final double[] values;
    private final int size;
    private final double[] share;
    private final double[] mean;
    private final double[] variance;
    private final double[][] responsibility;

    /**
     * @param sorted the values in ascending order; the means start at their quantiles
     */
    Fit(double[] sorted, int size) {
      values = sorted;
      this.size = size;
      share = new double[size];
      mean = new double[size];
      variance = new double[size];
      responsibility = new double[values.length][size];
      double deviation = FactorDistribution.of(sorted).standardDeviation();
      for (int k = 0; k < size; k++) {
        share[k] = 1.0 / size;
        mean[k] = sorted[Math.min(sorted.length - 1, (int) ((k + 0.5) / size * sorted.length))];
        variance[k] = Math.max(VARIANCE_FLOOR, deviation * deviation / (size * size));
      }
    }

    LognormalMixture run() {
      double likelihood = Double.NaN;
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        double before = likelihood;
        likelihood = expect();
        maximise();
        if (Math.abs(likelihood - before) <= CONVERGED * (1 + Math.abs(likelihood))) {
          break;
        }
      }
      List<Component> components = new ArrayList<>();
      for (int k = 0; k < size; k++) {
        components.add(new Component(share[k], mean[k], Math.sqrt(variance[k])));
      }
      components.sort(Comparator.comparingDouble(Component::mean));
      double bic = -2 * likelihood + (3 * size - 1) * Math.log(values.length);
      return new LognormalMixture(components, likelihood, bic);
    }

    private double expect() {
      double likelihood = 0;
      for (int i = 0; i < values.length; i++) {
        double[] shares = responsibility[i];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < size; k++) {
          double distance = values[i] - mean[k];
          shares[k] =
              Math.log(share[k])
                  - 0.5 * Math.log(2 * Math.PI * variance[k])
                  - distance * distance / (2 * variance[k]);
          largest = Math.max(largest, shares[k]);
        }
        double sum = 0;
        for (double logShare : shares) {
          sum += Math.exp(logShare - largest);
        }
        double logSum = largest + Math.log(sum);
        likelihood += logSum;
        for (int k = 0; k < size; k++) {
          shares[k] = Math.exp(shares[k] - logSum);
        }
      }
      return likelihood;
    }

    private void maximise() {
      for (int k = 0; k < size; k++) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
          total += responsibility[i][k];
          sum += responsibility[i][k] * values[i];
        }
        if (total < VANISHED) {
          share[k] = VANISHED_SHARE;
          continue;
        }
        mean[k] = sum / total;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
          double distance = values[i] - mean[k];
          squares += responsibility[i][k] * distance * distance;
        }
        variance[k] = Math.max(VARIANCE_FLOOR, squares / total);
        share[k] = total / values.length;
      }
    }
  }
}
