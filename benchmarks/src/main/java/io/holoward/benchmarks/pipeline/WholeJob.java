package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.topology.HolowardTopology;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole topology between its topics.
 *
 * @param writesFlows whether annotated flows go to their topic; else they are forgotten
 * @param settings what is otherwise than configured, {@code key=value} each
 */
record WholeJob(boolean writesFlows, List<String> settings) implements MeasuredJob {

  /** As the settings say, with all its sinks. */
  static WholeJob with(List<String> settings) {
    return new WholeJob(true, settings);
  }

  /** The same, exactly once. */
  WholeJob exactlyOnce() {
    return new WholeJob(
        writesFlows,
        Stream.concat(settings.stream(), Stream.of("kafka.delivery=exactly-once")).toList());
  }

  @Override
  public void define(StreamExecutionEnvironment env, Configuration configuration) {
    Configuration own =
        configuration
            .with(List.of("sinks.annotated-flows.topic=" + Track.copiesTopic(configuration)))
            .with(settings);
    HolowardTopology.define(env, MeasuredSources.of(own), MeasuredSinks.of(own, writesFlows), own);
  }

  @Override
  public void check(JobExecutionResult result, long events) {
    Counts.require(result, "decoded", events);
    Counts.require(result, "late", 0);
    Counts.require(result, "flowsLate", 0);
  }
}
