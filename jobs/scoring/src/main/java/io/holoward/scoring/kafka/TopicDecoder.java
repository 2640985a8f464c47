package io.holoward.scoring.kafka;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.decode.RecordDecoder;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Turns the records of a topic into what they mean, the same whether the job reads them live or a
 * replay does afterwards. For one thread.
 */
final class TopicDecoder implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String TOMBSTONE = "tombstone";

  private final RecordDecoder decoder;
  private final long maxAhead;

  /** Of the partitions that are read: every event carries the name of its own. */
  private transient Map<TopicPartition, String> names;

  /** Records come in runs of a partition; null before the first. */
  private transient TopicPartition last;

  private transient String lastName;

  /**
   * @param maxAhead how far an event may lie ahead of the broker's timestamp. One that is further
   *     ahead is a dead letter: a single wrong clock would otherwise close every open window
   */
  TopicDecoder(RecordDecoder decoder, Duration maxAhead) {
    this.decoder = decoder;
    this.maxAhead = maxAhead.toMillis();
  }

  /** Prepares decoding on the worker. */
  void open() {
    decoder.open();
    names = new HashMap<>();
  }

  /** Where a record stands: its partition, and its offset there. */
  SourcePosition position(ConsumerRecord<byte[], byte[]> record) {
    if (last == null
        || last.partition() != record.partition()
        || !last.topic().equals(record.topic())) {
      last = new TopicPartition(record.topic(), record.partition());
      lastName = names.computeIfAbsent(last, TopicPartition::toString);
    }
    return new SourcePosition(lastName, record.offset());
  }

  /** What a record means. */
  Decoded decode(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Decoded.ignored(TOMBSTONE);
    }
    SourcePosition position = position(record);
    Decoded decoded = decoder.decode(record.value(), position);
    TelemetryEvent event = decoded.event();
    boolean isAhead = event != null && event.eventTime() - record.timestamp() > maxAhead;
    return isAhead ? Decoded.of(ahead(record, position, event.eventTime())) : decoded;
  }

  private DeadLetter ahead(
      ConsumerRecord<byte[], byte[]> record, SourcePosition position, long eventTime) {
    return DeadLetter.ahead(
        record.value(),
        position,
        eventTime,
        "more than %s ahead of the record's own timestamp %s"
            .formatted(Duration.ofMillis(maxAhead), Instant.ofEpochMilli(record.timestamp())));
  }
}
