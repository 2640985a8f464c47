package io.holoward.benchmarks.kernel;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.returntypes.DiVector;
import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import smile.anomaly.IsolationForest;
import smile.math.MathEx;

/**
 * One new record scored by several detectors that have learned the same thousand records of 60
 * columns, and explained by those that can: holo-entropy by its contributions, random cut forest by
 * its attribution. Detectors that score whole relations only (those of ELKI) are not among them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PeerBenchmark {

  private static final int RECORDS = 1_000;
  private static final int DISTINCT = 100;
  private static final int COLUMNS = 60;
  private static final int TREES = 100;
  private static final int SAMPLES = 256;
  private static final int DEPTH = 10;
  private static final double SUBSAMPLE = 0.7;
  private static final int AXIS_PARALLEL = 0;
  private static final long SEED = 1;

  private Signature[] alarms;
  private boolean[][] columns;
  private float[][] floats;
  private double[][] doubles;
  private int next;

  private IntendedStates states;
  private Recomputation recomputation;
  private RandomCutForest cuts;
  private IsolationForest isolation;

  /** Teaches all of them the same. */
  @Setup
  public void setUp() {
    DrawnRecords drawn = DrawnRecords.of(RECORDS, DISTINCT, COLUMNS, 1);
    alarms = drawn.alarms().toArray(Signature[]::new);
    columns = drawn.alarms().stream().map(PeerBenchmark::columns).toArray(boolean[][]::new);
    floats = new float[alarms.length][];
    doubles = new double[alarms.length][];
    for (int i = 0; i < alarms.length; i++) {
      doubles[i] = doubles(columns[i]);
      floats[i] = floats(columns[i]);
    }
    states = IntendedStates.seal(drawn.counts(), SealingRules.DEFAULT, ScoringRules.DEFAULT);
    List<boolean[]> records = new ArrayList<>();
    drawn
        .records()
        .forEach(
            (signature, n) -> {
              for (long i = 0; i < n; i++) {
                records.add(columns(signature));
              }
            });
    Collections.shuffle(records, new Random(SEED));
    recomputation = new Recomputation(records.toArray(boolean[][]::new));
    cuts =
        RandomCutForest.builder()
            .dimensions(COLUMNS)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLES)
            .outputAfter(1)
            .randomSeed(SEED)
            .build();
    records.forEach(record -> cuts.update(floats(record)));
    MathEx.setSeed(SEED);
    isolation =
        IsolationForest.fit(
            records.stream().map(PeerBenchmark::doubles).toArray(double[][]::new),
            TREES,
            DEPTH,
            SUBSAMPLE,
            AXIS_PARALLEL);
  }

  /** Holo-entropy as the job has it: with pairs, nothing remembered. */
  @Benchmark
  public AlarmScore holoEntropy() {
    return states.score(alarms[advance()]);
  }

  /** The same figure of the alarm, computed anew from all records; without pairs. */
  @Benchmark
  public double recomputed() {
    return recomputation.score(columns[advance()]);
  }

  /** Score and attribution of a random cut forest of 100 trees and 256 samples. */
  @Benchmark
  public double randomCutForest() {
    float[] alarm = floats[advance()];
    DiVector attribution = cuts.getAnomalyAttribution(alarm);
    return cuts.getAnomalyScore(alarm) + attribution.getHighLowSum();
  }

  /** Score of an isolation forest of 100 trees; it has no attribution. */
  @Benchmark
  public double isolationForest() {
    return isolation.score(doubles[advance()]);
  }

  private int advance() {
    next = (next + 1) % DrawnRecords.ALARMS;
    return next;
  }

  static boolean[] columns(Signature signature) {
    boolean[] columns = new boolean[COLUMNS];
    for (String feature : signature.features()) {
      columns[Integer.parseInt(feature.substring(feature.indexOf('_') + 1))] = true;
    }
    return columns;
  }

  private static double[] doubles(boolean[] columns) {
    double[] values = new double[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[i] ? 1 : 0;
    }
    return values;
  }

  private static float[] floats(boolean[] columns) {
    float[] values = new float[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[i] ? 1 : 0;
    }
    return values;
  }
}
