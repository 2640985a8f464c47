package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Decodes every record of a topic, sends it to the subtask of its key, and writes its bytes out
 * again, at least once: the limit of any job that is keyed and does not aggregate first.
 */
record CopyJob(String topic, KeyedDecoding decoding) implements MeasuredJob {

  @Override
  public void define(StreamExecutionEnvironment env, Configuration configuration) {
    env.fromSource(
            TopicOnce.source(configuration, topic, decoding),
            WatermarkStrategy.noWatermarks(),
            "records")
        .uid("records")
        .filter(new StartLine<>())
        .uid("start")
        .keyBy(KeyedRecord::key, BasicTypeInfo.LONG_TYPE_INFO)
        .transform("finish", KeyedRecord.TYPE, new FinishLine<>())
        .uid("finish")
        .sinkTo(TopicOnce.sink(configuration))
        .uid("copies");
  }

  @Override
  public void check(JobExecutionResult result, long events) {
    StartLine.require(result, events);
  }
}
