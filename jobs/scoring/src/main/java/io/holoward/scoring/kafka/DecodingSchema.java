package io.holoward.scoring.kafka;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.decode.RecordDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Decodes Kafka records where they are read, so that watermarks follow the event times of each
 * partition.
 */
final class DecodingSchema implements KafkaRecordDeserializationSchema<Decoded> {

  private static final long serialVersionUID = 1L;

  private static final String EVENT_AHEAD = "event-ahead";
  private static final String TOMBSTONE = "tombstone";

  private final RecordDecoder decoder;
  private final long maxAhead;

  /** Of this subtask's partitions: every event carries the name of its own. */
  private transient Map<TopicPartition, String> names;

  /**
   * @param maxAhead how far an event may lie ahead of the broker's timestamp. One that is further
   *     ahead is a dead letter: a single wrong clock would otherwise close every open window
   */
  DecodingSchema(RecordDecoder decoder, Duration maxAhead) {
    this.decoder = decoder;
    this.maxAhead = maxAhead.toMillis();
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder.open();
    names = new HashMap<>();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded> out) {
    if (record.value() == null) {
      out.collect(Decoded.ignored(TOMBSTONE));
      return;
    }
    SourcePosition position =
        new SourcePosition(
            names.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), TopicPartition::toString),
            record.offset());
    Decoded decoded = decoder.decode(record.value(), position);
    TelemetryEvent event = decoded.event();
    if (event != null && event.eventTime() - record.timestamp() > maxAhead) {
      decoded =
          Decoded.of(
              new DeadLetter(
                  record.value(),
                  position,
                  EVENT_AHEAD,
                  "the event time %s lies more than %s ahead of the record's own timestamp %s; correct the sender's clock or raise time.max-ahead"
                      .formatted(
                          Instant.ofEpochMilli(event.eventTime()),
                          Duration.ofMillis(maxAhead),
                          Instant.ofEpochMilli(record.timestamp()))));
    }
    out.collect(decoded);
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }
}
