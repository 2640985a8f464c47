package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the source topics hold in a range, read once and decoded as the live job decodes it.
 *
 * <p>It leaves no trace on the brokers: partitions are assigned rather than subscribed to, so there
 * is no group to join or to disturb, and no offset is committed. For one thread.
 */
public final class TopicRecording implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final String CALL_BOUND_MILLIS = "15000";

  /** Larger fetches than the default of 500 records: decoding is far cheaper than a poll. */
  private static final String POLL_RECORDS = "5000";

  private final Configuration configuration;
  private final Duration maxAhead;
  private final Consumer<byte[], byte[]> consumer;
  private final List<Part> parts = new ArrayList<>();

  /** A topic and what is to be read of it. */
  private record Part(SourceTopic topic, List<PartitionSpan> spans) {}

  /** Is given each record, those of a partition in their order. */
  public interface Taker {

    /**
     * Takes a record.
     *
     * @param stream the stream it belongs to
     * @param input the number of its partition among those of all streams
     * @param position where it stands
     */
    void take(SourceStream stream, int input, SourcePosition position, Decoded record)
        throws IOException;
  }

  private TopicRecording(
      Configuration configuration, Duration maxAhead, Consumer<byte[], byte[]> consumer) {
    this.configuration = configuration;
    this.maxAhead = maxAhead;
    this.consumer = consumer;
  }

  /**
   * Finds out where the range begins and ends in each partition: what arrives later is not read.
   *
   * @param maxAhead how far an event may lie ahead of the timestamp of its record
   * @throws InputException if a topic does not exist or does not hold the range, or the brokers do
   *     not answer
   */
  public static TopicRecording open(
      Configuration configuration, TopicRange range, Duration maxAhead) {
    return open(configuration, range, maxAhead, properties -> new KafkaConsumer<>(properties));
  }

  static TopicRecording open(
      Configuration configuration,
      TopicRange range,
      Duration maxAhead,
      Function<Properties, Consumer<byte[], byte[]>> client) {
    try {
      TopicRecording recording =
          new TopicRecording(
              configuration, maxAhead, client.apply(properties(configuration, "replay")));
      try {
        recording.find(range);
        return recording;
      } catch (RuntimeException e) {
        recording.close();
        throw e;
      }
    } catch (KafkaException e) {
      throw unreadable(configuration, e);
    }
  }

  /**
   * Of a consumer that leaves no trace.
   *
   * @param role what the brokers' logs call it, after the group's name
   */
  static Properties properties(Configuration configuration, String role) {
    Properties properties = new Properties();
    properties.putAll(configuration.kafka().resolvedProperties());
    properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_BOUND_MILLIS);
    properties.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.kafka().bootstrapServers());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, configuration.kafka().group() + "-" + role);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    String bytes = ByteArrayDeserializer.class.getName();
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
    return properties;
  }

  private void find(TopicRange range) {
    for (SourceStream stream : SourceStream.values()) {
      SourceTopic topic = SourceTopic.of(stream, configuration);
      parts.add(new Part(topic, PartitionSpan.of(topic, range, consumer)));
    }
    requireKnown(range.from());
    requireKnown(range.to());
  }

  private void requireKnown(TopicRange.Edge edge) {
    if (!(edge instanceof TopicRange.Offsets given)) {
      return;
    }
    List<TopicPartition> known =
        parts.stream()
            .flatMap(part -> part.spans().stream().map(PartitionSpan::partition))
            .toList();
    for (TopicPartition partition : given.offsets().keySet()) {
      if (!known.contains(partition)) {
        throw new InputException(
            "there is no partition %s among the source topics; they have %s"
                .formatted(
                    partition,
                    known.stream()
                        .map(TopicPartition::toString)
                        .collect(Collectors.joining(", "))));
      }
    }
  }

  /** How many offsets the range holds; no fewer than it holds records. */
  public long offsets() {
    return parts.stream()
        .flatMap(part -> part.spans().stream())
        .mapToLong(PartitionSpan::length)
        .sum();
  }

  /**
   * Reads all of it, one topic after the other.
   *
   * @param progress is told how many of {@link #offsets} have been passed, now and then
   * @throws InputException if the brokers delete records meanwhile, or no longer answer
   */
  public void read(Taker taker, LongConsumer progress) throws IOException {
    long passed = 0;
    int inputs = 0;
    try {
      for (Part part : parts) {
        long before = passed;
        read(part, inputs, taker, ofPart -> progress.accept(before + ofPart));
        passed += part.spans().stream().mapToLong(PartitionSpan::length).sum();
        inputs += part.spans().size();
        progress.accept(passed);
      }
    } catch (KafkaException e) {
      throw unreadable(configuration, e);
    }
  }

  private void read(Part part, int firstInput, Taker taker, LongConsumer progress)
      throws IOException {
    TopicDecoder decoder = new TopicDecoder(part.topic().decoder(), maxAhead);
    decoder.open();
    Map<TopicPartition, PartitionSpan> unread =
        part.spans().stream()
            .filter(span -> span.length() > 0)
            .collect(Collectors.toMap(PartitionSpan::partition, Function.identity()));
    consumer.assign(unread.keySet());
    unread.values().forEach(span -> consumer.seek(span.partition(), span.from()));
    while (!unread.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (records.isEmpty()) {
        // A poll of brokers that are gone is no error, only empty; this call tells.
        consumer.endOffsets(unread.keySet());
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        PartitionSpan span = unread.get(new TopicPartition(record.topic(), record.partition()));
        if (record.offset() < span.to()) {
          taker.take(
              part.topic().stream(),
              firstInput + record.partition(),
              decoder.position(record),
              decoder.decode(record));
        }
      }
      if (unread.values().removeIf(span -> consumer.position(span.partition()) >= span.to())) {
        consumer.assign(unread.keySet());
      }
      progress.accept(passed(part.spans(), unread));
    }
  }

  private long passed(List<PartitionSpan> spans, Map<TopicPartition, PartitionSpan> unread) {
    long passed = 0;
    for (PartitionSpan span : spans) {
      passed +=
          unread.containsKey(span.partition())
              ? consumer.position(span.partition()) - span.from()
              : span.length();
    }
    return passed;
  }

  private static InputException unreadable(Configuration configuration, KafkaException failure) {
    if (failure instanceof InvalidOffsetException) {
      return new InputException(
          "the brokers have deleted records of the range while it was read (%s); begin later, or keep them longer"
              .formatted(failure.getMessage()));
    }
    return new InputException(BrokerProblem.explain(configuration.kafka(), failure));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
