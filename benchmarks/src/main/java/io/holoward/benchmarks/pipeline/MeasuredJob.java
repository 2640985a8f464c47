package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that reads a topic once, to where it ends now. */
interface MeasuredJob {

  void define(StreamExecutionEnvironment env, Configuration configuration);

  /**
   * Looks at what it counted.
   *
   * @param events how many its topic holds
   * @throws IllegalStateException when it did not do with all events what it should
   */
  void check(JobExecutionResult result, long events);
}
