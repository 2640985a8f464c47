package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Reads the bytes of a topic and forgets them. */
record DiscardingJob(String topic) implements MeasuredJob {

  @Override
  public void define(StreamExecutionEnvironment env, Configuration configuration) {
    KafkaSource<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setBootstrapServers(configuration.kafka().bootstrapServers())
            .setTopics(topic)
            .setGroupId(configuration.kafka().group())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new RecordBytes())
            .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000")
            .build();
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
    // It counts nothing: the source fails rather than leave something out.
  }
}
