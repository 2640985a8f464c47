package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.registry.SchemaRegistry;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.DecodeException;
import io.holoward.scoring.decode.Registries;
import io.holoward.telemetry.input.InputException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The latest record of each key of a compacted topic of this job's own, as the topic is now. It
 * leaves no trace on the brokers, and sees nothing of transactions that are not committed.
 */
public final class LatestRecords {

  private static final Duration POLL = Duration.ofMillis(500);

  private LatestRecords() {}

  /**
   * Reads a topic from its beginning to where it ends now.
   *
   * @return its records by their keys, in the order of these
   * @throws InputException if it does not exist, holds something else, or the brokers do not answer
   */
  public static <T extends SpecificRecord> Map<String, T> of(
      String topic, Class<T> type, Configuration configuration) {
    Properties properties = TopicRecording.properties(configuration, "states");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties);
        SchemaRegistry registry = Registries.connection(configuration.registry()).open()) {
      return read(topic, new AvroRecordDecoder<>(type, registry), consumer);
    } catch (KafkaException e) {
      throw new InputException(
          "the brokers %s: %s; check kafka.bootstrap-servers and kafka.properties"
              .formatted(configuration.kafka().bootstrapServers(), e.getMessage()));
    }
  }

  static <T extends SpecificRecord> Map<String, T> read(
      String topic, AvroRecordDecoder<T> decoder, Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(topic, consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<String, T> latest = new TreeMap<>();
    while (ends.entrySet().stream().anyMatch(end -> isBefore(consumer, end))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
          latest.remove(key);
        } else {
          latest.put(key, decode(record, decoder));
        }
      }
    }
    return latest;
  }

  private static List<TopicPartition> partitions(String topic, Consumer<?, ?> consumer) {
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    if (known == null || known.isEmpty()) {
      throw new InputException(
          "there is no topic %s: check the keys sinks.*.topic and kafka.bootstrap-servers"
              .formatted(topic));
    }
    return known.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private static boolean isBefore(Consumer<?, ?> consumer, Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  private static <T extends SpecificRecord> T decode(
      ConsumerRecord<byte[], byte[]> record, AvroRecordDecoder<T> decoder) {
    try {
      return decoder.decode(record.value());
    } catch (DecodeException e) {
      throw new InputException(
          "%s, partition %d, offset %d is not of this job: %s; check the keys sinks.*.topic"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()));
    }
  }
}
