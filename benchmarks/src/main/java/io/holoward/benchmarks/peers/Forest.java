package io.holoward.benchmarks.peers;

import io.holoward.backtest.study.Detector;
import io.holoward.entropy.Signature;
import java.util.Map;
import smile.anomaly.IsolationForest;
import smile.math.MathEx;

/** Isolation forest (Liu, Ting and Zhou, 2008) of 100 trees, as Smile has it. */
final class Forest implements Detector {

  private static final int TREES = 100;
  private static final double SUBSAMPLE = 0.7;
  private static final int AXIS_PARALLEL = 0;
  private static final long SEED = 1;

  @Override
  public String name() {
    return "isolation forest";
  }

  @Override
  public Fitted fit(Map<Signature, Long> records) {
    RecordVectors vectors = new RecordVectors(records);
    double[][] data = vectors.records();
    MathEx.setSeed(SEED);
    int depth = (int) Math.ceil(Math.log(Math.max(2, data.length)) / Math.log(2));
    IsolationForest forest = IsolationForest.fit(data, TREES, depth, SUBSAMPLE, AXIS_PARALLEL);
    return signature -> forest.score(vectors.of(signature));
  }
}
