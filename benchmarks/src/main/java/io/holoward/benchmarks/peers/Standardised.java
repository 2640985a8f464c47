package io.holoward.benchmarks.peers;

import io.holoward.backtest.study.Detector;
import io.holoward.entropy.Pairs;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of a detector made comparable between processes: in standard deviations above the mean
 * score of the process's own records. Records are those that holo-entropy learns from, with the
 * pairs of their columns where that has them.
 */
final class Standardised {

  private static final double LEAST_DEVIATION = 1e-9;

  private final Detector.Fitted fitted;
  private final boolean pairs;
  private final double mean;
  private final double deviation;
  private final Map<Signature, Double> known = new HashMap<>();

  Standardised(Detector detector, Map<Signature, Long> records, boolean pairs) {
    this.pairs = pairs;
    Map<Signature, Long> extended = new HashMap<>();
    records.forEach((signature, n) -> extended.merge(extended(signature), n, Long::sum));
    this.fitted = detector.fit(extended);
    double sum = 0;
    double all = 0;
    for (Map.Entry<Signature, Long> record : extended.entrySet()) {
      sum += fitted.score(record.getKey()) * record.getValue();
      all += record.getValue();
    }
    this.mean = sum / all;
    double squares = 0;
    for (Map.Entry<Signature, Long> record : extended.entrySet()) {
      double distance = fitted.score(record.getKey()) - mean;
      squares += distance * distance * record.getValue();
    }
    this.deviation = Math.max(LEAST_DEVIATION, Math.sqrt(squares / all));
  }

  double score(Signature signature) {
    return known.computeIfAbsent(
        signature, any -> (fitted.score(extended(signature)) - mean) / deviation);
  }

  private Signature extended(Signature signature) {
    if (!pairs || signature.size() > Pairs.MOST_TRUE) {
      return signature;
    }
    List<String> columns = new ArrayList<>(signature.features());
    for (int i = 0; i < signature.size(); i++) {
      for (int j = i + 1; j < signature.size(); j++) {
        columns.add(Pairs.name(signature.feature(i), signature.feature(j)));
      }
    }
    return Signature.of(columns);
  }
}
