package io.holoward.cli.demo;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends the events of the fleet, flows to their topic and all else to that of process events, keyed
 * by host, stamped with their event time. For one thread.
 */
final class FleetFeed implements AutoCloseable {
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);

  private final KafkaProducer<String, byte[]> producer;
  private final Configuration.Sources topics;
  private final FleetCodec codec;
  private final Iterator<? extends TelemetryEvent> events;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private TelemetryEvent next;
  private long sent;

  FleetFeed(
      String bootstrapServers,
      Configuration.Sources topics,
      FleetCodec codec,
      Iterator<? extends TelemetryEvent> events) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024),
            new StringSerializer(),
            new ByteArraySerializer());
    this.topics = topics;
    this.codec = codec;
    this.events = events;
  }

  /**
   * Sends all events up to this time.
   *
   * @throws IllegalStateException when one could not be delivered
   */
  void sendUntil(Instant time) {
    long until = time.toEpochMilli();
    while (advance() && next.eventTime() <= until) {
      producer.send(
          new ProducerRecord<>(
              topicOf(next), null, next.eventTime(), next.host(), codec.encode(next)),
          (metadata, problem) -> {
            if (problem != null) {
              failure.compareAndSet(null, problem);
            }
          });
      sent++;
      next = null;
    }
    if (failure.get() != null) {
      throw new IllegalStateException("The fleet's events cannot be delivered", failure.get());
    }
  }

  private String topicOf(TelemetryEvent event) {
    return event instanceof FlowEvent ? topics.flows().topic() : topics.processEvents().topic();
  }

  private boolean advance() {
    if (next == null && events.hasNext()) {
      next = events.next();
    }
    return next != null;
  }

  /** How many events were sent. */
  long sent() {
    return sent;
  }

  @Override
  public void close() {
    producer.close(CLOSE_BOUND);
  }
}
