package io.holoward.benchmarks.scale;

import io.holoward.detection.configuration.Configuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How large what was learned of each process is, as its latest record on its topic has it. */
final class SealedProcesses {

  private static final Duration POLL = Duration.ofSeconds(1);

  private SealedProcesses() {}

  /** Bytes of each process, ascending. */
  static long[] bytes(Configuration configuration) {
    Map<String, Object> client =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.kafka().bootstrapServers());
    Map<String, Integer> sizes = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(configuration.sinks().intendedStates().topic()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null) {
            sizes.put(record.key(), record.value().length);
          }
        }
      }
    }
    return sizes.values().stream().mapToLong(Integer::longValue).sorted().toArray();
  }
}
