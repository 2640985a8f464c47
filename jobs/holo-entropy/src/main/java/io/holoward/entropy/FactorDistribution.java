package io.holoward.entropy;

import java.util.Arrays;

/**
 * A bag of outlier factors, each with the number of records that have it.
 *
 * <p>It is refilled and read without allocating once it has grown to its size; sums run in two
 * passes, so that a spread far smaller than the mean keeps its digits. Not thread-safe.
 */
public final class FactorDistribution {

  private double[] values;
  private long[] weights;
  private double[] selection = new double[0];
  private long[] selectionWeights = new long[0];
  private int size;
  private long records;
  private boolean summarised;
  private double mean;
  private double deviation;
  private double[] logs = new double[0];
  private double meanOfLog;
  private double deviationOfLog;

  /** The offset that the two figures of logarithms are for, NaN when they are for none. */
  private double logOffset = Double.NaN;

  /** An empty bag with room for so many distinct entries. */
  public FactorDistribution(int capacity) {
    values = new double[capacity];
    weights = new long[capacity];
  }

  /** One record for each value. */
  public static FactorDistribution of(double... factors) {
    FactorDistribution distribution = new FactorDistribution(factors.length);
    for (double factor : factors) {
      distribution.add(factor, 1);
    }
    return distribution;
  }

  /** Forgets all entries. */
  public void clear() {
    size = 0;
    records = 0;
    mean = 0;
    deviation = 0;
    meanOfLog = 0;
    deviationOfLog = 0;
  }

  /** Adds so many records of one factor. */
  public void add(double factor, long multiplicity) {
    if (size == values.length) {
      int grown = Math.max(8, 2 * size);
      values = Arrays.copyOf(values, grown);
      weights = Arrays.copyOf(weights, grown);
    }
    values[size] = factor;
    weights[size] = multiplicity;
    size++;
    records += multiplicity;
    summarised = false;
    logOffset = Double.NaN;
  }

  /** The number of records. */
  public long records() {
    return records;
  }

  /** True without any record. */
  public boolean isEmpty() {
    return records == 0;
  }

  /** The mean, 0 without records. */
  public double mean() {
    summarise();
    return mean;
  }

  /** The population's standard deviation, 0 without records. */
  public double standardDeviation() {
    summarise();
    return deviation;
  }

  private void summarise() {
    if (summarised || records == 0) {
      return;
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += weights[i] * values[i];
    }
    mean = sum / records;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double distance = values[i] - mean;
      squares += weights[i] * distance * distance;
    }
    deviation = Math.sqrt(squares / records);
    summarised = true;
  }

  /** The smallest factor, 0 without records. */
  public double min() {
    double min = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      min = Math.min(min, values[i]);
    }
    return size == 0 ? 0 : min;
  }

  /** The largest factor, 0 without records. */
  public double max() {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      max = Math.max(max, values[i]);
    }
    return size == 0 ? 0 : max;
  }

  /** The mean of log(factor + offset), 0 without records. */
  double meanOfLog(double offset) {
    summariseLogs(offset);
    return meanOfLog;
  }

  /** The population's standard deviation of log(factor + offset), 0 without records. */
  double standardDeviationOfLog(double offset) {
    summariseLogs(offset);
    return deviationOfLog;
  }

  private void summariseLogs(double offset) {
    if (logOffset == offset || records == 0) {
      return;
    }
    if (logs.length < size) {
      logs = new double[values.length];
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      logs[i] = Math.log(values[i] + offset);
      sum += weights[i] * logs[i];
    }
    meanOfLog = sum / records;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double distance = logs[i] - meanOfLog;
      squares += weights[i] * distance * distance;
    }
    deviationOfLog = Math.sqrt(squares / records);
    logOffset = offset;
  }

  /** The factor that exactly {@code rank} records precede in descending order, or the smallest. */
  double largest(long rank) {
    if (selection.length < size) {
      selection = new double[values.length];
      selectionWeights = new long[values.length];
    }
    System.arraycopy(values, 0, selection, 0, size);
    System.arraycopy(weights, 0, selectionWeights, 0, size);
    return select(Math.min(rank, records - 1));
  }

  /** Quickselect over weighted entries, in descending order. */
  private double select(long rank) {
    int low = 0;
    int high = size;
    long wanted = rank;
    while (true) {
      double pivot = selection[(low + high) >>> 1];
      int above = low;
      int i = low;
      int below = high;
      long weightAbove = 0;
      long weightEqual = 0;
      while (i < below) {
        if (selection[i] > pivot) {
          weightAbove += selectionWeights[i];
          swap(i++, above++);
        } else if (selection[i] < pivot) {
          swap(i, --below);
        } else {
          weightEqual += selectionWeights[i];
          i++;
        }
      }
      if (wanted < weightAbove) {
        high = above;
      } else if (wanted < weightAbove + weightEqual) {
        return pivot;
      } else {
        wanted -= weightAbove + weightEqual;
        low = below;
      }
    }
  }

  private void swap(int i, int j) {
    double value = selection[i];
    selection[i] = selection[j];
    selection[j] = value;
    long weight = selectionWeights[i];
    selectionWeights[i] = selectionWeights[j];
    selectionWeights[j] = weight;
  }
}
