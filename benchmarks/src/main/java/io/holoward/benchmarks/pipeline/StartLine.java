package io.holoward.benchmarks.pipeline;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;

/** Passes everything on, counts it, and tells the stopwatch when the first record comes. */
final class StartLine<T> extends RichFilterFunction<T> {

  private static final long serialVersionUID = 1L;
  private static final String COUNT = "started";

  /** So many records the stopwatch is told of at a time: it costs nothing then. */
  static final int AT_ONCE = 256;

  private transient LongCounter started;
  private transient boolean crossed;
  private transient int untold;

  @Override
  public void open(OpenContext context) {
    started = new LongCounter();
    getRuntimeContext().addAccumulator(COUNT, started);
  }

  @Override
  public boolean filter(T record) {
    if (!crossed) {
      crossed = true;
      Stopwatch.firstRecord();
    }
    started.add(1);
    if (++untold == AT_ONCE) {
      Stopwatch.pass(untold);
      untold = 0;
    }
    return true;
  }

  /** Fails unless so many records came. */
  static void require(JobExecutionResult result, long events) {
    Counts.require(result, COUNT, events);
  }
}
