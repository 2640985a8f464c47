package io.holoward.benchmarks.pipeline;

import io.holoward.cli.Topics;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventMapping;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of process events: Avro, keyed by host, stamped with the time of the event. */
record EventTopic(Configuration configuration) {

  private static final int PARTITIONS = 4;

  /** Creates the topics of the job. */
  void create() {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                configuration.kafka().bootstrapServers()))) {
      Topics.create(admin, Topics.of(configuration), PARTITIONS, Optional.empty());
    }
  }

  /**
   * Sends all events.
   *
   * @return the bytes of their values
   */
  long fill(FleetTraffic traffic) {
    String topic = configuration.sources().processEvents().topic();
    AtomicReference<Exception> failure = new AtomicReference<>();
    long[] bytes = {0};
    try (SchemaRegistry registry = RegistryConnection.to(configuration.registry().url()).open();
        KafkaProducer<String, byte[]> producer = producer()) {
      AvroRecordEncoder<ProcessEvent> encoder =
          new AvroRecordEncoder<>(ProcessEvent.class, topic, registry);
      traffic.forEach(
          event -> {
            ProducerRecord<String, byte[]> record = record(topic, encoder, event);
            bytes[0] += record.value().length;
            producer.send(
                record,
                (metadata, problem) -> {
                  if (problem != null) {
                    failure.compareAndSet(null, problem);
                  }
                });
          });
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the events cannot be delivered", failure.get());
    }
    return bytes[0];
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, AvroRecordEncoder<ProcessEvent> encoder, TelemetryEvent event) {
    byte[] value = encoder.encode(EventMapping.toRecord(event));
    return new ProducerRecord<>(topic, null, event.eventTime(), event.host(), value);
  }

  private KafkaProducer<String, byte[]> producer() {
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            configuration.kafka().bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            128 * 1024);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }
}
