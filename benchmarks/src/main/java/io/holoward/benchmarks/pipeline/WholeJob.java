package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.topology.HolowardTopology;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole topology between its topics.
 *
 * @param writesFlows whether annotated flows go to their topic; else they are forgotten
 */
record WholeJob(boolean writesFlows) implements MeasuredJob {

  @Override
  public void define(StreamExecutionEnvironment env, Configuration configuration) {
    HolowardTopology.define(
        env,
        MeasuredSources.of(configuration),
        MeasuredSinks.of(configuration, writesFlows),
        configuration);
  }

  @Override
  public void check(JobExecutionResult result, long events) {
    require(result, "decoded", events);
    require(result, "late", 0);
    require(result, "flowsLate", 0);
  }

  private static void require(JobExecutionResult result, String count, long expected) {
    Long found = result.getAccumulatorResult(count);
    if (found == null || found != expected) {
      throw new IllegalStateException(
          "the job counts %s %s, expected %d".formatted(found, count, expected));
    }
  }
}
