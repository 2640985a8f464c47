package io.holoward.benchmarks.pipeline;

import org.apache.flink.api.common.functions.FilterFunction;

/** Passes everything on and tells the stopwatch when the first record comes. */
final class StartLine<T> implements FilterFunction<T> {

  private static final long serialVersionUID = 1L;

  private transient boolean crossed;

  @Override
  public boolean filter(T record) {
    if (!crossed) {
      crossed = true;
      Stopwatch.firstRecord();
    }
    return true;
  }
}
