package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.scoring.codec.FlowMapping;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A topic that the job reads: Avro, keyed by host, stamped with the time of the event.
 *
 * @param mapping from what hosts report to the records of the topic
 */
record SourceTopic<E extends TelemetryEvent, R extends SpecificRecord>(
    Configuration configuration, String name, Class<R> type, Function<E, R> mapping) {

  /** A broker may be busy for long with what was written before. */
  private static final int PATIENCE_MILLIS = 900_000;

  static SourceTopic<TelemetryEvent, ProcessEvent> ofProcessEvents(Configuration configuration) {
    return new SourceTopic<>(
        configuration,
        configuration.sources().processEvents().topic(),
        ProcessEvent.class,
        EventMapping::toRecord);
  }

  static SourceTopic<FlowEvent, Flow> ofFlows(Configuration configuration) {
    return new SourceTopic<>(
        configuration, configuration.sources().flows().topic(), Flow.class, FlowMapping::toRecord);
  }

  /**
   * Sends all of it.
   *
   * @return the bytes of the values
   */
  long fill(Traffic<E> traffic) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    long[] bytes = {0};
    try (SchemaRegistry registry = RegistryConnection.to(configuration.registry().url()).open();
        KafkaProducer<String, byte[]> producer = producer()) {
      AvroRecordEncoder<R> encoder = new AvroRecordEncoder<>(type, name, registry);
      traffic.forEach(
          event -> {
            byte[] value = encoder.encode(mapping.apply(event));
            bytes[0] += value.length;
            producer.send(
                new ProducerRecord<>(name, null, event.eventTime(), event.host(), value),
                (metadata, problem) -> {
                  if (problem != null) {
                    failure.compareAndSet(null, problem);
                  }
                });
          });
    }
    if (failure.get() != null) {
      throw new IllegalStateException(
          "the records of " + name + " cannot be delivered", failure.get());
    }
    return bytes[0];
  }

  private KafkaProducer<String, byte[]> producer() {
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            configuration.kafka().bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            128 * 1024,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }
}
