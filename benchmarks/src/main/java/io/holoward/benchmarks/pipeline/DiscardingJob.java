package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Reads the bytes of a topic and forgets them: the limit of the source. */
record DiscardingJob(String topic) implements MeasuredJob {

  @Override
  public void define(StreamExecutionEnvironment env, Configuration configuration) {
    KafkaSource<byte[]> source = TopicOnce.source(configuration, topic, new RecordBytes());
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "bytes")
        .uid("bytes")
        .filter(new StartLine<>())
        .uid("start")
        .transform("finish", source.getProducedType(), new FinishLine<>())
        .uid("finish")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
  }

  @Override
  public void check(JobExecutionResult result, long events) {
    StartLine.require(result, events);
  }
}
