package io.holoward.benchmarks.kernel;

/**
 * How far an alarm lies from learned records, straight from the definition of holo-entropy: for
 * every alarm all columns of all records are counted again, and the outlier factors of all records
 * computed for the mean and the deviation of the threshold. TRUE columns, no pairs, one state.
 */
final class Recomputation {

  private final boolean[][] records;

  Recomputation(boolean[][] records) {
    this.records = records;
  }

  /** (OF − mean) / σ of the alarm in records ∪ alarm. */
  double score(boolean[] alarm) {
    int n = records.length + 1;
    double[] terms = terms(alarm, n);
    double sum = factor(alarm, terms);
    double squares = sum * sum;
    for (boolean[] record : records) {
      double factor = factor(record, terms);
      sum += factor;
      squares += factor * factor;
    }
    double mean = sum / n;
    double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
    return deviation == 0 ? 0 : (factor(alarm, terms) - mean) / deviation;
  }

  /** What being TRUE in a column adds to an outlier factor, for each column. */
  private double[] terms(boolean[] alarm, int n) {
    double[] terms = new double[alarm.length];
    for (int column = 0; column < terms.length; column++) {
      int t = alarm[column] ? 1 : 0;
      for (boolean[] record : records) {
        t += record[column] ? 1 : 0;
      }
      double entropy = plogp(t, n) + plogp(n - t, n);
      double weight = 2 * (1 - 1 / (1 + Math.exp(-entropy)));
      terms[column] = weight * (delta(t) - delta(n));
    }
    return terms;
  }

  private static double factor(boolean[] record, double[] terms) {
    double factor = 0;
    for (int column = 0; column < terms.length; column++) {
      factor += record[column] ? terms[column] : 0;
    }
    return factor;
  }

  private static double plogp(double count, double n) {
    return count == 0 ? 0 : -(count / n) * Math.log(count / n);
  }

  private static double delta(double c) {
    return c < 2 ? 0 : (c - 1) * Math.log(c - 1) - c * Math.log(c);
  }
}
