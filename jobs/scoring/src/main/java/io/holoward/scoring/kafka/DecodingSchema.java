package io.holoward.scoring.kafka;

import io.holoward.scoring.decode.Decoded;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes Kafka records where they are read, so that watermarks follow the event times of each
 * partition.
 */
final class DecodingSchema implements KafkaRecordDeserializationSchema<Decoded> {

  private static final long serialVersionUID = 1L;

  private final TopicDecoder decoder;

  DecodingSchema(TopicDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder.open();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded> out) {
    out.collect(decoder.decode(record));
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }
}
