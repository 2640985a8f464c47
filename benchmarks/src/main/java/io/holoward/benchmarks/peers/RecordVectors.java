package io.holoward.benchmarks.peers;

import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records as vectors of 0 and 1, and in the last place how many columns no record had before. */
final class RecordVectors {

  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final List<double[]> records = new ArrayList<>();

  RecordVectors(Map<Signature, Long> counts) {
    counts
        .keySet()
        .forEach(
            signature ->
                signature
                    .features()
                    .forEach(column -> columns.putIfAbsent(column, columns.size())));
    counts.forEach(
        (signature, n) -> {
          for (long i = 0; i < n; i++) {
            records.add(of(signature));
          }
        });
  }

  double[] of(Signature signature) {
    double[] vector = new double[columns.size() + 1];
    for (String column : signature.features()) {
      Integer known = columns.get(column);
      vector[known == null ? columns.size() : known]++;
    }
    return vector;
  }

  /** One vector a record. */
  double[][] records() {
    return records.toArray(double[][]::new);
  }

  int dimensions() {
    return columns.size() + 1;
  }
}
