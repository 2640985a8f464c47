package io.holoward.scoring.kafka;

import io.holoward.scoring.decode.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes dead letters: the original bytes as value, what was wrong with them as headers. */
final class DeadLetterSerialization implements KafkaRecordSerializationSchema<DeadLetter> {

  private static final long serialVersionUID = 1L;

  private static final Pattern PARTITION = Pattern.compile("(.+)-(\\d+)");

  private static final String HEADER = "holoward.dead-letter.";

  private final String topic;
  private final Set<String> sources;

  /**
   * @param topic of the dead letters
   * @param sources the topics they may come from; whatever else they name is a file
   */
  DeadLetterSerialization(String topic, Set<String> sources) {
    this.topic = topic;
    this.sources = Set.copyOf(sources);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, letter.original());
    String source = letter.source().name();
    String position = Long.toString(letter.source().position());
    Matcher partition = PARTITION.matcher(source);
    if (partition.matches() && sources.contains(partition.group(1))) {
      header(record, "topic", partition.group(1));
      header(record, "partition", partition.group(2));
      header(record, "offset", position);
    } else {
      header(record, "file", source);
      header(record, "line", position);
    }
    header(record, "error-class", letter.errorClass());
    header(record, "message", letter.message());
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(HEADER + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
