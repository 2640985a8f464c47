package io.holoward.integration;

import io.holoward.cli.Topics;
import io.holoward.detection.configuration.Configuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of a broker, as those who write to the job and read from it use them. */
public final class KafkaTopics implements AutoCloseable {
  /** Partitions of each topic: two for each subtask. */
  public static final int PARTITIONS = 4;

  private static final String BOOTSTRAP = "bootstrap.servers";

  private final String bootstrapServers;
  private final KafkaProducer<String, byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private LongSupplier clock = System::currentTimeMillis;

  public KafkaTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of(BOOTSTRAP, bootstrapServers, "linger.ms", "20"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Creates all topics that a configuration names. */
  public void create(Configuration configuration) {
    try (Admin admin = Admin.create(Map.of(BOOTSTRAP, bootstrapServers))) {
      Topics.create(admin, Topics.of(configuration), PARTITIONS, Optional.empty());
    }
  }

  /** Has what is sent from now on stamped with the time of this clock. */
  public void stampedBy(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Sends a record.
   *
   * @param partition null to have it chosen by the key
   */
  public void send(String topic, Integer partition, String key, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(topic, partition, clock.getAsLong(), key, value)));
  }

  /** Waits until everything that was sent is in its topic; says where, in the order of sending. */
  public List<RecordMetadata> awaitSent() {
    producer.flush();
    List<RecordMetadata> places = new ArrayList<>();
    for (Future<RecordMetadata> record : sent) {
      try {
        places.add(record.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("A record was not delivered", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    sent.clear();
    return places;
  }

  /** All records that are in a topic now, but for those of open or aborted transactions. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(BOOTSTRAP, bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream().map(KafkaTopics::partition).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(end -> isBefore(consumer, end))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** How many records of some topics lie behind the offsets that a group has committed. */
  public long behind(String group, List<String> topics) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(BOOTSTRAP, bootstrapServers, "group.id", group),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Set<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(KafkaTopics::partition)
              .collect(Collectors.toSet());
      Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
      return consumer.endOffsets(partitions).entrySet().stream()
          .mapToLong(
              end -> {
                OffsetAndMetadata done = committed.get(end.getKey());
                return end.getValue() - (done == null ? 0 : done.offset());
              })
          .sum();
    }
  }

  private static boolean isBefore(
      KafkaConsumer<?, ?> consumer, Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  @Override
  public void close() {
    producer.close();
  }
}
