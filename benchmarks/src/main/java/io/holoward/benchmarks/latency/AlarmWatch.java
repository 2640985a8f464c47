package io.holoward.benchmarks.latency;

import io.holoward.detection.configuration.Configuration;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.DecodeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads scored alarms as they come and notes how long after the time of its event each was there. A
 * closing update is no new alarm and left out.
 */
final class AlarmWatch implements AutoCloseable {

  private static final long LONGEST_MILLIS = TimeUnit.MINUTES.toMillis(10);
  private static final int DIGITS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(5);

  private final Configuration configuration;
  private final long from;
  private final long offset;
  private final Histogram histogram = new Histogram(LONGEST_MILLIS, DIGITS);
  private final Thread thread = new Thread(this::watch, "alarm-watch");
  private volatile boolean closing;
  private volatile long counted;

  /**
   * @param from event time in milliseconds; alarms of what was before are not counted
   * @param offset of the time an event is to be sent from its own, in milliseconds
   */
  AlarmWatch(Configuration configuration, long from, long offset) {
    this.configuration = configuration;
    this.from = from;
    this.offset = offset;
    thread.start();
  }

  private void watch() {
    try (SchemaRegistry registry = RegistryConnection.to(configuration.registry().url()).open();
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      AvroRecordDecoder<ScoredAlarm> decoder = new AvroRecordDecoder<>(ScoredAlarm.class, registry);
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          note(decoder.decode(record.value()), System.currentTimeMillis());
        }
      }
    } catch (DecodeException e) {
      throw new IllegalStateException("a scored alarm cannot be read", e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                configuration.kafka().bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(configuration.sinks().scoredAlarms().topic()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private void note(ScoredAlarm alarm, long now) {
    long time = alarm.getEventTime().toEpochMilli();
    if (time >= from && !alarm.getUpdate() && alarm.getVerdict() == Verdict.ABNORMAL) {
      histogram.recordValue(Math.max(0, Math.min(LONGEST_MILLIS, now - offset - time)));
      counted++;
    }
  }

  /**
   * Waits until so many alarms are counted and no more come. The last ones come with the checkpoint
   * after next, where each is delivered once.
   */
  void await(long expected, Duration pause) throws InterruptedException {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    long before = -1;
    while (System.nanoTime() < patience && (counted < expected || counted > before)) {
      before = counted;
      Thread.sleep(pause.toMillis());
    }
    if (counted < expected) {
      throw new IllegalStateException(
          "%d alarms came where %d were expected".formatted(counted, expected));
    }
  }

  /** What was noted, in milliseconds; ends the watch. */
  Histogram finish() throws InterruptedException {
    close();
    return histogram;
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }
}
