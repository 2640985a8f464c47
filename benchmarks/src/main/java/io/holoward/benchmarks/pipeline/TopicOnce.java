package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.kafka.BulkWriting;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The ends of jobs to compare with, with the settings that those of the whole job have. */
final class TopicOnce {

  private TopicOnce() {}

  /** A topic from its beginning to where it ends now. */
  static <T> KafkaSource<T> source(
      Configuration configuration, String topic, KafkaRecordDeserializationSchema<T> schema) {
    return KafkaSource.<T>builder()
        .setBootstrapServers(configuration.kafka().bootstrapServers())
        .setTopics(topic)
        .setGroupId(configuration.kafka().group())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(schema)
        .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000")
        .build();
  }

  /** Writes records as they were read, at least once, to the topic of the run. */
  static KafkaSink<KeyedRecord> sink(Configuration configuration) {
    String topic = Track.copiesTopic(configuration);
    KafkaRecordSerializationSchema<KeyedRecord> bytes =
        (record, context, timestamp) -> new ProducerRecord<>(topic, record.bytes());
    Properties bulk = new Properties();
    BulkWriting.addTo(bulk);
    return KafkaSink.<KeyedRecord>builder()
        .setKafkaProducerConfig(bulk)
        .setBootstrapServers(configuration.kafka().bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(bytes)
        .build();
  }
}
