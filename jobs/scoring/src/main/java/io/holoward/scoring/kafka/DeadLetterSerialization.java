package io.holoward.scoring.kafka;

import io.holoward.scoring.decode.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes dead letters: the original bytes as value, what was wrong with them as headers. */
final class DeadLetterSerialization implements KafkaRecordSerializationSchema<DeadLetter> {

  private static final long serialVersionUID = 1L;

  private static final String HEADER = "holoward.dead-letter.";

  private final String topic;

  DeadLetterSerialization(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, Long timestamp) {
    String source = letter.source().name();
    int dash = source.lastIndexOf('-');
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, letter.original());
    header(record, "topic", source.substring(0, dash));
    header(record, "partition", source.substring(dash + 1));
    header(record, "offset", Long.toString(letter.source().position()));
    header(record, "error-class", letter.errorClass());
    header(record, "message", letter.message());
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(HEADER + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
