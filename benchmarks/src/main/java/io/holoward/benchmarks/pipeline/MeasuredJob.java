package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.topology.HolowardTopology;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The jobs that are compared. Each reads the process events once, to where they end now. */
enum MeasuredJob {
  /** Reads bytes and forgets them. */
  DISCARD {
    @Override
    void define(StreamExecutionEnvironment env, Configuration configuration) {
      KafkaSource<byte[]> source =
          KafkaSource.<byte[]>builder()
              .setBootstrapServers(configuration.kafka().bootstrapServers())
              .setTopics(configuration.sources().processEvents().topic())
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
  },

  /** The whole topology between its topics. */
  WHOLE {
    @Override
    void define(StreamExecutionEnvironment env, Configuration configuration) {
      HolowardTopology.define(
          env, MeasuredSources.of(configuration), MeasuredSinks.of(configuration), configuration);
    }
  };

  abstract void define(StreamExecutionEnvironment env, Configuration configuration);
}
