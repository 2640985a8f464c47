package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.decode.Decoders;
import io.holoward.scoring.decode.RecordDecoder;
import io.holoward.scoring.topology.Sources;
import java.time.Duration;
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
    Configuration.Source source = configuration.sources().processEvents();
    return stream(env, "process-events", source.topic(), Decoders.processEvents(configuration));
  }

  @Override
  public DataStream<Decoded> alarms(StreamExecutionEnvironment env) {
    Configuration.Source source = configuration.sources().alarms();
    return stream(env, "alarms", source.topic(), Decoders.alarms(configuration));
  }

  @Override
  public DataStream<Decoded> flows(StreamExecutionEnvironment env) {
    String topic = configuration.sources().flows().topic();
    return stream(env, "flows", topic, Decoders.flows(configuration));
  }

  @Override
  public DataStream<Decoded> control(StreamExecutionEnvironment env) {
    String topic = configuration.sources().control().topic();
    return stream(env, "control", topic, Decoders.control(configuration));
  }

  private DataStream<Decoded> stream(
      StreamExecutionEnvironment env, String name, String topic, RecordDecoder decoder) {
    Properties properties = new Properties();
    properties.putAll(configuration.kafka().resolvedProperties());
    properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    Duration maxAhead = configuration.time().maxAhead();
    KafkaSourceBuilder<Decoded> source =
        KafkaSource.<Decoded>builder()
            .setBootstrapServers(configuration.kafka().bootstrapServers())
            .setTopics(topic)
            .setGroupId(configuration.kafka().group())
            .setClientIdPrefix(configuration.kafka().group() + "-" + name)
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setDeserializer(new DecodingSchema(decoder, maxAhead))
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
