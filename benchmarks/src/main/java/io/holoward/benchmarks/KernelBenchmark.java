package io.holoward.benchmarks;

import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.ScoreAnchor;
import io.holoward.entropy.ScoreRange;
import io.holoward.entropy.ScoreStatistics;
import io.holoward.entropy.ScoredColumns;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import io.holoward.entropy.ThresholdRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds and bytes an alarm, against one state of distinct signatures over 60 columns with two
 * to six TRUE columns each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class KernelBenchmark {

  private static final int COLUMNS = 60;

  /** More than a model remembers: asked for in turn, each of them is forgotten when it returns. */
  private static final int ALARMS = 4096;

  private static final int REMEMBERED = 512;

  /** Number of distinct signatures of the state. */
  @Param({"100", "1000"})
  public int distinct;

  /** Number of records behind the state. */
  @Param({"1000", "1000000"})
  public int records;

  /** {@code score.columns}. */
  @Param({"TRUE_ONLY", "FULL"})
  public ScoredColumns columns;

  /** {@code score.pairs}. */
  @Param({"false", "true"})
  public boolean pairs;

  private IntendedStates states;
  private Signature[] alarms;
  private Signature[] equalAlarms;
  private int next;

  /** Builds the state and the alarms, the same in each run. */
  @Setup
  public void setUp() {
    Random random = new Random(20261122);
    List<Signature> signatures = List.copyOf(distinct(random, distinct));
    RecordCounts counts = new RecordCounts(distinct);
    for (Signature signature : signatures) {
      counts.add(signature, records / distinct);
    }
    ScoringRules rules =
        new ScoringRules(
            columns,
            ScoreStatistics.AUGMENTED,
            ScoreAnchor.EXTENDED,
            new ThresholdRule.MeanStd(3),
            ScoreRange.DEFAULT,
            0,
            pairs);
    states = IntendedStates.seal(counts, SealingRules.DEFAULT, rules);
    alarms = distinct(random, ALARMS).toArray(Signature[]::new);
    equalAlarms = new Signature[REMEMBERED];
    for (int i = 0; i < REMEMBERED; i++) {
      states.score(alarms[i]);
      equalAlarms[i] = Signature.parse(alarms[i].text());
    }
  }

  /** An alarm whose signature was scored before, in another instance. */
  @Benchmark
  public AlarmScore remembered() {
    next = (next + 1) % REMEMBERED;
    return states.score(equalAlarms[next]);
  }

  /** An alarm whose signature is new to the model, with its explanation. */
  @Benchmark
  public AlarmScore computed() {
    next = (next + 1) % ALARMS;
    return states.score(alarms[next]);
  }

  private static Set<Signature> distinct(Random random, int wanted) {
    Set<Signature> signatures = new LinkedHashSet<>();
    while (signatures.size() < wanted) {
      List<String> features = new ArrayList<>();
      for (int size = 2 + random.nextInt(5); size > 0; size--) {
        features.add("outgoingWellKnownTCPPort_" + random.nextInt(COLUMNS));
      }
      signatures.add(Signature.of(features));
    }
    return signatures;
  }
}
