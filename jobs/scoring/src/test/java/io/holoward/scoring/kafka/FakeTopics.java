package io.holoward.scoring.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A consumer of topics that exist only here; it delivers what a partition holds from where it is
 * told to begin.
 */
final class FakeTopics extends MockConsumer<byte[], byte[]> {

  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> partitions =
      new HashMap<>();

  FakeTopics() {
    super("none");
  }

  /** Creates a topic without records. */
  FakeTopics topic(String name, int count) {
    List<PartitionInfo> infos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TopicPartition partition = new TopicPartition(name, i);
      partitions.put(partition, new ArrayList<>());
      infos.add(new PartitionInfo(name, i, null, null, null));
      limits(partition, 0);
    }
    updatePartitions(name, infos);
    return this;
  }

  private void limits(TopicPartition partition, long begin) {
    updateBeginningOffsets(Map.of(partition, begin));
    updateEndOffsets(Map.of(partition, begin + partitions.get(partition).size()));
  }

  /** Appends a record. */
  FakeTopics append(String topic, int partition, long timestamp, byte[] value) {
    TopicPartition place = new TopicPartition(topic, partition);
    List<ConsumerRecord<byte[], byte[]>> records = partitions.get(place);
    records.add(
        new ConsumerRecord<>(
            topic,
            partition,
            records.size(),
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            value == null ? 0 : value.length,
            null,
            value,
            new RecordHeaders(),
            Optional.empty()));
    limits(place, 0);
    return this;
  }

  /** Deletes the oldest records of a partition, as retention does. */
  void deleteBefore(TopicPartition partition, long offset) {
    updateBeginningOffsets(Map.of(partition, offset));
  }

  @Override
  public synchronized void seek(TopicPartition partition, long offset) {
    super.seek(partition, offset);
    partitions.get(partition).stream()
        .filter(record -> record.offset() >= offset)
        .forEach(this::addRecord);
  }

  /** Stays open: a test looks at the topics more than once. */
  @Override
  public synchronized void close() {
    assign(List.of());
  }

  @Override
  public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> times) {
    Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
    times.forEach(
        (partition, time) ->
            found.put(
                partition,
                partitions.get(partition).stream()
                    .filter(record -> record.timestamp() >= time)
                    .findFirst()
                    .map(record -> new OffsetAndTimestamp(record.offset(), record.timestamp()))
                    .orElse(null)));
    return found;
  }
}
