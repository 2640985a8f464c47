package io.holoward.scoring.kafka;

import io.holoward.scoring.kafka.TopicRange.At;
import io.holoward.scoring.kafka.TopicRange.Edge;
import io.holoward.scoring.kafka.TopicRange.Offsets;
import io.holoward.scoring.topology.SourceStream;
import io.holoward.telemetry.input.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one partition that are to be read.
 *
 * @param from offset of the first
 * @param to offset after the last
 */
record PartitionSpan(TopicPartition partition, long from, long to) {

  /** How many records there are at most: compaction and transactions leave gaps. */
  long length() {
    return to - from;
  }

  /**
   * The spans of a topic, by partition.
   *
   * <p>Commands are read from their beginning whatever the range begins with: one may take effect
   * long after it was given.
   *
   * @throws InputException if the topic does not exist, or does not hold the range
   */
  static List<PartitionSpan> of(SourceTopic topic, TopicRange range, Consumer<?, ?> consumer) {
    List<TopicPartition> partitions = partitions(topic.name(), consumer);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Edge first = topic.stream() == SourceStream.CONTROL ? new TopicRange.Open() : range.from();
    Map<TopicPartition, Long> froms = resolve(first, partitions, begins, ends, consumer);
    Map<TopicPartition, Long> tos = resolve(range.to(), partitions, ends, ends, consumer);
    List<PartitionSpan> spans = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      PartitionSpan span = new PartitionSpan(partition, froms.get(partition), tos.get(partition));
      spans.add(span.checked(begins.get(partition), ends.get(partition)));
    }
    return spans;
  }

  private static List<TopicPartition> partitions(String topic, Consumer<?, ?> consumer) {
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    if (known == null || known.isEmpty()) {
      throw new InputException(
          "there is no topic %s: check the keys sources.*.topic and kafka.bootstrap-servers"
              .formatted(topic));
    }
    return known.stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  private static Map<TopicPartition, Long> resolve(
      Edge edge,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> open,
      Map<TopicPartition, Long> ends,
      Consumer<?, ?> consumer) {
    if (edge instanceof Offsets given) {
      return partitions.stream()
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  partition -> given.offsets().getOrDefault(partition, open.get(partition))));
    }
    if (!(edge instanceof At at)) {
      return open;
    }
    Map<TopicPartition, Long> times =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), any -> at.time().toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    return partitions.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                partition -> {
                  OffsetAndTimestamp offset = found.get(partition);
                  long end = ends.get(partition);
                  return offset == null ? end : Math.min(offset.offset(), end);
                }));
  }

  private PartitionSpan checked(long begin, long end) {
    if (from < begin) {
      throw new InputException(
          "%s begins at offset %d, not at %d: older records are deleted; begin there or later"
              .formatted(partition, begin, from));
    }
    if (Math.max(from, to) > end) {
      throw new InputException(
          "%s ends at offset %d, before %d; give an offset up to there"
              .formatted(partition, end, Math.max(from, to)));
    }
    if (from > to) {
      throw new InputException(
          "%s: the range ends at offset %d, before it begins at %d; exchange them"
              .formatted(partition, to, from));
    }
    return this;
  }
}
