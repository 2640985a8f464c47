package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.kafka.KafkaSinks;
import io.holoward.scoring.kafka.KafkaSources;
import io.holoward.scoring.topology.HolowardTopology;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The whole job as it runs live, timed from its first event to one that is named beforehand. */
public final class OpenEndedJob {

  private static final long PAUSE_MILLIS = 20;

  /** What each subtask may have passed on and not told of yet, of as many as there may be. */
  private static final long UNTOLD = 16L * StartLine.AT_ONCE;

  private OpenEndedJob() {}

  /** Defines it; one at a time in a process. */
  public static void define(StreamExecutionEnvironment env, Configuration configuration) {
    Stopwatch.reset();
    HolowardTopology.define(
        env,
        new MeasuredSources(new KafkaSources(configuration)),
        new KafkaSinks(configuration),
        configuration);
  }

  /**
   * Waits until so many events, but for a few thousand, have been read.
   *
   * @return thousands of them a second
   */
  public static double awaitRate(long events, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (Stopwatch.passed() < events - UNTOLD) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "the job has read %,d of %,d events".formatted(Stopwatch.passed(), events));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    Stopwatch.end();
    return Stopwatch.passed() / Stopwatch.seconds() / 1e3;
  }
}
