package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;
import io.holoward.scoring.topology.Sources;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The topics of the configuration as sources. They commit their offsets on checkpoints. */
public final class KafkaSources implements Sources {

  /** Larger fetches than the default of 500 records: decoding is far cheaper than a poll. */
  private static final String POLL_RECORDS = "5000";

  private final Configuration configuration;
  private final boolean bounded;

  /** Reads the topics that the configuration names. */
  public KafkaSources(Configuration configuration) {
    this(configuration, false);
  }

  private KafkaSources(Configuration configuration, boolean bounded) {
    this.configuration = configuration;
    this.bounded = bounded;
  }

  /** Reads them only to where each ends when the job starts; the job then ends as well. */
  public static KafkaSources bounded(Configuration configuration) {
    return new KafkaSources(configuration, true);
  }

  @Override
  public DataStream<Decoded> processEvents(StreamExecutionEnvironment env) {
    return stream(env, "process-events", SourceStream.PROCESS_EVENTS);
  }

  @Override
  public DataStream<Decoded> alarms(StreamExecutionEnvironment env) {
    return stream(env, "alarms", SourceStream.ALARMS);
  }

  @Override
  public DataStream<Decoded> flows(StreamExecutionEnvironment env) {
    return stream(env, "flows", SourceStream.FLOWS);
  }

  @Override
  public DataStream<Decoded> control(StreamExecutionEnvironment env) {
    return stream(env, "control", SourceStream.CONTROL);
  }

  private DataStream<Decoded> stream(
      StreamExecutionEnvironment env, String name, SourceStream stream) {
    SourceTopic topic = SourceTopic.of(stream, configuration);
    Properties properties = ClientProperties.of(configuration.kafka());
    properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    TopicDecoder decoder = new TopicDecoder(topic.decoder(), configuration.time().maxAhead());
    KafkaSourceBuilder<Decoded> source =
        KafkaSource.<Decoded>builder()
            .setBootstrapServers(configuration.kafka().bootstrapServers())
            .setTopics(topic.name())
            .setGroupId(configuration.kafka().group())
            .setClientIdPrefix(configuration.kafka().group() + "-" + name)
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setDeserializer(new DecodingSchema(decoder))
            .setProperties(properties);
    if (bounded) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return env.fromSource(source.build(), watermarks(), name).uid(name).name(name);
  }

  private WatermarkStrategy<Decoded> watermarks() {
    return WatermarkStrategy.<Decoded>forBoundedOutOfOrderness(
            configuration.time().maxOutOfOrderness())
        .withTimestampAssigner((decoded, recordTimestamp) -> decoded.timestamp())
        .withIdleness(configuration.time().idleness());
  }
}
