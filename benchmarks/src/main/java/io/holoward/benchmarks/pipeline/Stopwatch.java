package io.holoward.benchmarks.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Times one job after the other on a Flink inside this process: from its first record to the end of
 * the input of its last operator. Scheduling, and the checkpoint a job ends with, are left out.
 */
final class Stopwatch {

  private static final long UNSET = Long.MAX_VALUE;
  private static final AtomicLong FIRST_RECORD = new AtomicLong(UNSET);
  private static final AtomicLong PASSED = new AtomicLong();
  private static final AtomicLong END = new AtomicLong(Long.MIN_VALUE);

  private Stopwatch() {}

  static void reset() {
    FIRST_RECORD.set(UNSET);
    END.set(Long.MIN_VALUE);
    PASSED.set(0);
  }

  /** Some records more have passed the start. */
  static void pass(int records) {
    PASSED.addAndGet(records);
  }

  /** Records that have passed the start, nearly all. */
  static long passed() {
    return PASSED.get();
  }

  static void firstRecord() {
    FIRST_RECORD.accumulateAndGet(System.nanoTime(), Math::min);
  }

  static void end() {
    END.accumulateAndGet(System.nanoTime(), Math::max);
  }

  static double seconds() {
    return (END.get() - FIRST_RECORD.get()) / 1e9;
  }
}
