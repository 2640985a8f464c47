package io.holoward.scoring.kafka;

import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what another serialisation writes, and the mark of a replay on it. */
final class MarkedSerialization<T> implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final KafkaRecordSerializationSchema<T> serialization;
  private final ReplayMark mark;

  MarkedSerialization(KafkaRecordSerializationSchema<T> serialization, ReplayMark mark) {
    this.serialization = serialization;
    this.mark = mark;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
      throws Exception {
    serialization.open(context, sinkContext);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record = serialization.serialize(element, context, timestamp);
    mark.putOn(record.headers());
    return record;
  }
}
