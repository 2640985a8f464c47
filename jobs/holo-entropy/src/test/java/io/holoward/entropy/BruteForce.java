package io.holoward.entropy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The definitions of holo-entropy, computed record by record with nothing kept or shared. */
final class BruteForce {

  private BruteForce() {}

  static double[] factors(List<Signature> records, ScoredColumns scored) {
    Set<String> columns = new TreeSet<>();
    records.forEach(record -> columns.addAll(record.features()));
    double[] factors = new double[records.size()];
    for (String column : columns) {
      double n = records.size();
      double t = records.stream().filter(record -> record.contains(column)).count();
      double weight = 2 * (1 - 1 / (1 + Math.exp(-(plogp(t, n) + plogp(n - t, n)))));
      for (int i = 0; i < factors.length; i++) {
        boolean value = records.get(i).contains(column);
        if (value || scored == ScoredColumns.FULL) {
          factors[i] += weight * (delta(value ? t : n - t) - delta(n));
        }
      }
    }
    return factors;
  }

  private static double plogp(double count, double n) {
    return count == 0 ? 0 : -(count / n) * Math.log(count / n);
  }

  /** (c−1)·log(c−1) − c·log c, written so that a count of a million keeps its digits. */
  private static double delta(double c) {
    return c < 2 ? 0 : (c - 1) * Math.log1p(-1 / c) - Math.log(c);
  }

  /** Mean and population deviation, in that order. */
  static double[] meanAndDeviation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new double[] {mean, Math.sqrt(squares / values.length)};
  }

  /** The record with a column for each pair of its features, up to eight features. */
  static Signature extended(Signature record) {
    List<String> columns = new ArrayList<>(record.features());
    for (String first : record.features()) {
      for (String second : record.features()) {
        if (record.size() <= 8 && first.compareTo(second) < 0) {
          columns.add(first + "∧" + second);
        }
      }
    }
    return Signature.of(columns);
  }

  static List<Signature> extended(List<Signature> records) {
    return records.stream().map(BruteForce::extended).toList();
  }

  static SortedMap<Signature, Long> counted(List<Signature> records) {
    TreeMap<Signature, Long> counts = new TreeMap<>();
    records.forEach(record -> counts.merge(record, 1L, Long::sum));
    return counts;
  }

  static RecordCounts counts(List<Signature> records) {
    RecordCounts counts = new RecordCounts(4096);
    records.forEach(record -> counts.add(record, 1));
    return counts;
  }

  /** Records over so many columns, each of which is TRUE with a probability of its own. */
  static List<Signature> randomRecords(Random random, int records, int columns) {
    double[] probability = random.doubles(columns).map(p -> p * p).toArray();
    List<Signature> all = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      all.add(randomRecord(random, probability));
    }
    return all;
  }

  private static Signature randomRecord(Random random, double[] probability) {
    List<String> features = new ArrayList<>();
    for (int j = 0; j < probability.length; j++) {
      if (random.nextDouble() < probability[j]) {
        features.add("feature" + j);
      }
    }
    return Signature.of(features);
  }
}
