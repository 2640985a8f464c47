package io.holoward.benchmarks.peers;

import io.holoward.backtest.study.Detector;
import io.holoward.entropy.Signature;
import java.util.HashMap;
import java.util.Map;

/** −Σ ln p over the TRUE columns of a record, p = (records that have the column + ½) / (N + 1). */
final class Surprisal implements Detector {

  @Override
  public String name() {
    return "surprisal";
  }

  @Override
  public Fitted fit(Map<Signature, Long> records) {
    Map<String, Long> counts = new HashMap<>();
    records.forEach(
        (signature, n) ->
            signature.features().forEach(column -> counts.merge(column, n, Long::sum)));
    double all = records.values().stream().mapToLong(Long::longValue).sum() + 1;
    return signature ->
        signature.features().stream()
            .mapToDouble(column -> -Math.log((counts.getOrDefault(column, 0L) + 0.5) / all))
            .sum();
  }
}
