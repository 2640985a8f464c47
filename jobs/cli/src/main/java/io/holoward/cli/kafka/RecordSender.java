package io.holoward.cli.kafka;

import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.kafka.BrokerProblem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends telemetry to its topics, keyed by host and stamped with its event time. For one thread. */
public final class RecordSender implements AutoCloseable {
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);
  private static final int LINGER_MILLIS = 20;
  private static final int BATCH_BYTES = 128 * 1024;

  private final Producer<String, byte[]> producer;
  private final String brokers;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param producer is closed with the sender
   * @param brokers what they are called when they fail
   */
  public RecordSender(Producer<String, byte[]> producer, String brokers) {
    this.producer = producer;
    this.brokers = brokers;
  }

  /**
   * A sender to the configured brokers.
   *
   * @throws UserException if the configuration describes no client
   */
  public static RecordSender to(Configuration configuration) {
    String brokers = configuration.kafka().bootstrapServers();
    Map<String, Object> client = new HashMap<>(configuration.kafka().resolvedProperties());
    client.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    client.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    client.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    try {
      return new RecordSender(
          new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer()), brokers);
    } catch (KafkaException e) {
      throw new UserException(BrokerProblem.explain(configuration.kafka(), e), e);
    }
  }

  /** Sends a record; what becomes of it is told by {@link #requireDelivered}. */
  public void send(String topic, long eventTime, String host, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, null, eventTime, host, value),
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
  }

  /**
   * Makes sure that nothing has failed since this was last asked.
   *
   * @throws UserException when a record could not be delivered
   */
  public void requireDelivered() {
    Exception problem = failure.getAndSet(null);
    if (problem != null) {
      throw new UserException(
          "A record cannot be delivered to %s: %s; see to the brokers and their topics, then send again"
              .formatted(brokers, problem.getMessage()),
          problem);
    }
  }

  /**
   * Waits until all that was sent has arrived.
   *
   * @throws UserException when a record could not be delivered
   */
  public void flush() {
    producer.flush();
    requireDelivered();
  }

  @Override
  public void close() {
    producer.close(CLOSE_BOUND);
  }
}
