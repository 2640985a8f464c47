package io.holoward.benchmarks.latency;

import io.holoward.benchmarks.pipeline.Traffic;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventMapping;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends each event when its own time has come, however long those before it took: an event that
 * cannot be sent in time keeps its time, so that its delay counts.
 */
final class ScheduledSender {

  private static final long PAUSE_NANOS = 200_000;

  private final Configuration configuration;

  ScheduledSender(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Sends all of it and returns when the last event was acknowledged.
   *
   * @return how late the latest was sent, in milliseconds
   */
  long send(Traffic<TelemetryEvent> traffic) {
    String topic = configuration.sources().processEvents().topic();
    long[] latest = {0};
    try (SchemaRegistry registry = RegistryConnection.to(configuration.registry().url()).open();
        KafkaProducer<String, byte[]> producer = producer()) {
      AvroRecordEncoder<ProcessEvent> encoder =
          new AvroRecordEncoder<>(ProcessEvent.class, topic, registry);
      traffic.forEach(
          event -> {
            byte[] value = encoder.encode(EventMapping.toRecord(event));
            long now = System.currentTimeMillis();
            while (now < event.eventTime()) {
              LockSupport.parkNanos(PAUSE_NANOS);
              now = System.currentTimeMillis();
            }
            latest[0] = Math.max(latest[0], now - event.eventTime());
            producer.send(
                new ProducerRecord<>(topic, null, event.eventTime(), event.host(), value));
          });
    }
    return latest[0];
  }

  private KafkaProducer<String, byte[]> producer() {
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            configuration.kafka().bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG,
            1);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }
}
