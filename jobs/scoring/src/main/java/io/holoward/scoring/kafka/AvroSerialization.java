package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.decode.Registries;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Writes elements as Avro in Confluent's wire format, keyed by process, with headers that let a
 * consumer choose without decoding.
 *
 * @param <T> the elements
 * @param <R> the records of the topic
 */
final class AvroSerialization<T, R extends SpecificRecord>
    implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Class<R> type;
  private final Configuration.Registry registry;
  private final Part<T, R> record;
  private final Part<T, String> key;
  private final Part<T, Map<String, String>> headers;
  private transient AvroRecordEncoder<R> encoder;

  /** Takes a part of the Kafka record out of an element. */
  interface Part<T, P> extends Function<T, P>, Serializable {}

  AvroSerialization(
      String topic,
      Class<R> type,
      Configuration.Registry registry,
      Part<T, R> record,
      Part<T, String> key,
      Part<T, Map<String, String>> headers) {
    this.topic = topic;
    this.type = type;
    this.registry = registry;
    this.record = record;
    this.key = key;
    this.headers = headers;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    encoder = new AvroRecordEncoder<>(type, topic, Registries.connection(registry).open());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> produced =
        new ProducerRecord<>(
            topic, null, utf8(key.apply(element)), encoder.encode(record.apply(element)));
    Headers produce = produced.headers();
    produce.add("schema", utf8(type.getName()));
    headers.apply(element).forEach((name, value) -> produce.add(name, utf8(value)));
    return produced;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
