package io.holoward.cli.demo;

import io.holoward.detection.configuration.Configuration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what the job answers, in a thread of its own: shows each scored alarm and each report of
 * progress, and tallies the alarms.
 */
final class OutputWatcher implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String alarms;
  private final String responses;
  private final FleetCodec codec;
  private final DemoScreen screen;
  private final Tally tally;
  private final AtomicLong lastAlarm = new AtomicLong(System.nanoTime());
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::watch, "output-watcher");

  OutputWatcher(Configuration configuration, FleetCodec codec, DemoScreen screen, Tally tally) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.kafka().bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG, "holoward-demo",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.alarms = configuration.sinks().scoredAlarms().topic();
    this.codec = codec;
    this.screen = screen;
    this.tally = tally;
    this.responses = configuration.sinks().responses().topic();
    consumer.subscribe(List.of(alarms, responses, configuration.sinks().progress().topic()));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void watch() {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(this::show);
      }
    } catch (WakeupException closed) {
      // Woken to end.
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private void show(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(responses)) {
      tally.response(header(record, "action"));
      return;
    }
    if (!record.topic().equals(alarms)) {
      screen.progress(codec.decodeProgress(record.value()));
      return;
    }
    ShownAlarm alarm = codec.decodeAlarm(record.value());
    lastAlarm.set(System.nanoTime());
    if (!alarm.update()) {
      tally.add(alarm);
      screen.alarm(alarm);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /**
   * How long no alarm has come.
   *
   * @throws IllegalStateException when the output cannot be read
   */
  Duration quiet() {
    if (failure.get() != null) {
      throw new IllegalStateException("The job's output cannot be read", failure.get());
    }
    return Duration.ofNanos(System.nanoTime() - lastAlarm.get());
  }

  /** Stops watching; after it nobody else touches the tally. */
  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(CLOSE_BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
