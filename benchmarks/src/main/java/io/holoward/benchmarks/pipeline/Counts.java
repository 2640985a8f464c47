package io.holoward.benchmarks.pipeline;

import org.apache.flink.api.common.JobExecutionResult;

/** What a job has counted. */
final class Counts {

  private Counts() {}

  /**
   * @throws IllegalStateException when it counted another number than it should have
   */
  static void require(JobExecutionResult result, String count, long expected) {
    Long found = result.getAccumulatorResult(count);
    if (found == null || found != expected) {
      throw new IllegalStateException(
          "the job counts %s %s, expected %d".formatted(found, count, expected));
    }
  }
}
