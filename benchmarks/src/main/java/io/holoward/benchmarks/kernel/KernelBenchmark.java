package io.holoward.benchmarks.kernel;

import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.OutlierRemoval;
import io.holoward.entropy.ScoreAnchor;
import io.holoward.entropy.ScoreRange;
import io.holoward.entropy.ScoreStatistics;
import io.holoward.entropy.ScoredColumns;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import io.holoward.entropy.ThresholdRule;
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

/** Nanoseconds and bytes an alarm, against the intended states of one process. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class KernelBenchmark {

  private static final int REMEMBERED = 512;

  /** Number of distinct signatures of all states. */
  @Param({"100", "1000"})
  public int distinct;

  /** Number of records behind the states. */
  @Param({"1000", "1000000"})
  public int records;

  /** Number of columns there are. */
  @Param("60")
  public int width;

  /** Number of intended states. */
  @Param("1")
  public int states;

  /** {@code score.columns}. */
  @Param({"TRUE_ONLY", "FULL"})
  public ScoredColumns columns;

  /** {@code score.pairs}. */
  @Param({"false", "true"})
  public boolean pairs;

  private IntendedStates sealed;
  private Signature[] alarms;
  private Signature[] equalAlarms;
  private int next;

  /** Builds the states and the alarms, the same in each run. */
  @Setup
  public void setUp() {
    DrawnRecords drawn = DrawnRecords.of(records, distinct, width, states);
    ScoringRules rules =
        new ScoringRules(
            columns,
            ScoreStatistics.AUGMENTED,
            ScoreAnchor.EXTENDED,
            new ThresholdRule.MeanStd(3),
            ScoreRange.DEFAULT,
            0,
            pairs);
    sealed =
        IntendedStates.seal(
            drawn.counts(), new SealingRules(OutlierRemoval.NONE, 0.5, states), rules);
    if (sealed.states() != states) {
      throw new IllegalStateException(
          "the records make %d states, not %d".formatted(sealed.states(), states));
    }
    alarms = drawn.alarms().toArray(Signature[]::new);
    equalAlarms = new Signature[REMEMBERED];
    for (int i = 0; i < REMEMBERED; i++) {
      sealed.score(alarms[i]);
      equalAlarms[i] = Signature.parse(alarms[i].text());
    }
  }

  /** An alarm whose signature was scored before, in another instance. */
  @Benchmark
  public AlarmScore remembered() {
    next = (next + 1) % REMEMBERED;
    return sealed.score(equalAlarms[next]);
  }

  /** An alarm whose signature is new to the model, with its explanation. */
  @Benchmark
  public AlarmScore computed() {
    next = (next + 1) % DrawnRecords.ALARMS;
    return sealed.score(alarms[next]);
  }
}
