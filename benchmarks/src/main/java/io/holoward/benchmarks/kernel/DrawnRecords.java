package io.holoward.benchmarks.kernel;

import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Behaviour records with two to six TRUE columns each, the same in each run.
 *
 * @param records how often each distinct signature was learned
 * @param alarms distinct signatures to be scored, most of them never learned
 */
record DrawnRecords(Map<Signature, Long> records, List<Signature> alarms) {

  /** More than a model remembers: asked for in turn, each is forgotten when it returns. */
  static final int ALARMS = 1536;

  /**
   * Draws them.
   *
   * @param count of all records
   * @param distinct signatures among them
   * @param columns there are
   * @param groups of columns; a record has columns of one group only
   */
  static DrawnRecords of(int count, int distinct, int columns, int groups) {
    Random random = new Random(20_261_122);
    Map<Signature, Long> records = new LinkedHashMap<>();
    for (Signature signature : distinct(random, distinct, columns, groups)) {
      records.put(signature, (long) count / distinct);
    }
    return new DrawnRecords(records, List.copyOf(distinct(random, ALARMS, columns, 1)));
  }

  RecordCounts counts() {
    RecordCounts counts = new RecordCounts(records.size());
    records.forEach(counts::add);
    return counts;
  }

  private static Set<Signature> distinct(Random random, int wanted, int columns, int groups) {
    int width = columns / groups;
    Set<Signature> signatures = new LinkedHashSet<>();
    while (signatures.size() < wanted) {
      int first = width * (signatures.size() % groups);
      List<String> features = new ArrayList<>();
      for (int size = 2 + random.nextInt(5); size > 0; size--) {
        features.add("outgoingWellKnownTCPPort_" + (first + random.nextInt(width)));
      }
      signatures.add(Signature.of(features));
    }
    return signatures;
  }
}
