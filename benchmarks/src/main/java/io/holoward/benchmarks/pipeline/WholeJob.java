package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.topology.HolowardTopology;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole topology between its topics.
 *
 * @param writesFlows whether annotated flows go to their topic; else they are forgotten
 * @param settings what is otherwise than configured, {@code key=value} each
 */
record WholeJob(boolean writesFlows, List<String> settings) implements MeasuredJob {

  WholeJob(boolean writesFlows) {
    this(writesFlows, List.of());
  }

  @Override
  public void define(StreamExecutionEnvironment env, Configuration configuration) {
    Configuration own = configuration.with(settings);
    HolowardTopology.define(env, MeasuredSources.of(own), MeasuredSinks.of(own, writesFlows), own);
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
