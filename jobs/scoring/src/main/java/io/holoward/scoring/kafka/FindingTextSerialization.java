package io.holoward.scoring.kafka;

import io.holoward.detection.finding.Finding;
import io.holoward.scoring.ecosystem.FindingFormat;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes findings as text that other products read, with the key and the headers of the Avro topic;
 * the header {@code schema} names the format.
 */
final class FindingTextSerialization implements KafkaRecordSerializationSchema<Finding> {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final FindingFormat format;

  FindingTextSerialization(String topic, FindingFormat format) {
    this.topic = topic;
    this.format = format;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Finding finding, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, null, utf8(FindingHeaders.key(finding)), utf8(format.write(finding)));
    record.headers().add("schema", utf8(format.label()));
    FindingHeaders.of(finding).forEach((name, value) -> record.headers().add(name, utf8(value)));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
