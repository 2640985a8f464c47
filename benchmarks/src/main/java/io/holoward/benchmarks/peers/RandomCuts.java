package io.holoward.benchmarks.peers;

import com.amazon.randomcutforest.RandomCutForest;
import io.holoward.backtest.study.Detector;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random cut forest (Guha, Mishra, Roy and Schrijvers, 2016) of 100 trees and 256 samples. */
final class RandomCuts implements Detector {

  private static final int TREES = 100;
  private static final int SAMPLES = 256;
  private static final long SEED = 1;

  @Override
  public String name() {
    return "random cut forest";
  }

  @Override
  public Fitted fit(Map<Signature, Long> records) {
    RecordVectors vectors = new RecordVectors(records);
    RandomCutForest forest =
        RandomCutForest.builder()
            .dimensions(vectors.dimensions())
            .numberOfTrees(TREES)
            .sampleSize(SAMPLES)
            .outputAfter(1)
            .randomSeed(SEED)
            .build();
    List<double[]> shuffled = new ArrayList<>(Arrays.asList(vectors.records()));
    Collections.shuffle(shuffled, new Random(SEED));
    shuffled.forEach(record -> forest.update(floats(record)));
    return signature -> forest.getAnomalyScore(floats(vectors.of(signature)));
  }

  private static float[] floats(double[] vector) {
    float[] floats = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      floats[i] = (float) vector[i];
    }
    return floats;
  }
}
