package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.registry.SchemaRegistry;
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
 * @param <R> the records of the topic, or what is encoded as such
 */
final class AvroSerialization<T, R> implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final byte[] schema;
  private final Configuration.Registry registry;
  private final Encoding<R> encoding;
  private final Part<T, R> record;
  private final Part<T, String> key;
  private final Part<T, Map<String, String>> headers;
  private transient AvroRecordEncoder<R> encoder;

  /** Takes a part of the Kafka record out of an element. */
  interface Part<T, P> extends Function<T, P>, Serializable {}

  /** Makes the encoder of a topic, on the worker. */
  private interface Encoding<R> extends Serializable {
    AvroRecordEncoder<R> open(String topic, SchemaRegistry registry);
  }

  private AvroSerialization(
      String topic,
      Class<? extends SpecificRecord> type,
      Configuration.Registry registry,
      Encoding<R> encoding,
      Part<T, R> record,
      Part<T, String> key,
      Part<T, Map<String, String>> headers) {
    this.topic = topic;
    this.schema = utf8(type.getName());
    this.registry = registry;
    this.encoding = encoding;
    this.record = record;
    this.key = key;
    this.headers = headers;
  }

  /** Writes the records that are made of elements. */
  static <T, R extends SpecificRecord> AvroSerialization<T, R> of(
      String topic,
      Class<R> type,
      Configuration.Registry registry,
      Part<T, R> record,
      Part<T, String> key,
      Part<T, Map<String, String>> headers) {
    return new AvroSerialization<>(
        topic,
        type,
        registry,
        (name, connection) -> new AvroRecordEncoder<>(type, name, connection),
        record,
        key,
        headers);
  }

  /** Writes annotated flows, without a record in between: there are as many as flows. */
  static AvroSerialization<AnnotatedFlow, AnnotatedFlow> ofAnnotatedFlows(
      String topic, Configuration.Registry registry) {
    return new AvroSerialization<>(
        topic,
        io.holoward.schema.AnnotatedFlow.class,
        registry,
        AvroRecordEncoder::ofAnnotatedFlows,
        annotated -> annotated,
        annotated -> annotated.flow().host(),
        annotated ->
            Map.of(
                "organisation", annotated.flow().organisation(),
                "anomalous", String.valueOf(annotated.anomalous())));
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    encoder = encoding.open(topic, Registries.connection(registry).open());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> produced =
        new ProducerRecord<>(
            topic, null, utf8(key.apply(element)), encoder.encode(record.apply(element)));
    Headers produce = produced.headers();
    produce.add("schema", schema);
    headers.apply(element).forEach((name, value) -> produce.add(name, utf8(value)));
    return produced;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
