package io.holoward.benchmarks.latency;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A program that sends each event when its own time has come, however long those before it took: an
 * event that cannot be sent in time keeps its time, so that its delay counts. It does nothing else,
 * so that it is late as rarely as can be on the machine that it shares with the job.
 */
final class ScheduledSender {

  /** What it says when it can begin. */
  static final String READY = "ready";

  private static final long PAUSE_NANOS = 200_000;
  private static final long LONGEST_MILLIS = 600_000;

  /** A request of the producer every other millisecond, instead of one for each few events. */
  private static final int LINGER_MILLIS = 2;

  private static final int BATCH_BYTES = 128 * 1024;

  private final long offset;
  private final long counted;
  private final Histogram late = new Histogram(LONGEST_MILLIS, 3);

  /**
   * @param offset what is added to the time of an event to get when it is to be sent, in
   *     milliseconds
   * @param counted the time of the first event that it is asked about
   */
  private ScheduledSender(long offset, long counted) {
    this.offset = offset;
    this.counted = counted;
  }

  /**
   * Connects, says that it is ready, is told when to begin, sends a file and prints how late it
   * was.
   *
   * @param arguments bootstrap servers, topic, file
   */
  public static void main(String[] arguments) throws IOException {
    String topic = arguments[1];
    try (KafkaProducer<byte[], byte[]> producer = producer(arguments[0])) {
      producer.partitionsFor(topic);
      System.out.println(READY);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String[] told = in.readLine().split(" ");
      ScheduledSender sender =
          new ScheduledSender(Long.parseLong(told[0]), Long.parseLong(told[1]));
      new EncodedTraffic(Path.of(arguments[2]))
          .read(
              (time, key, value) -> {
                sender.await(time);
                producer.send(new ProducerRecord<>(topic, null, time, key, value));
              });
      producer.flush();
      System.out.println(Sent.of(sender.late, cpuSeconds()).line());
    }
  }

  private void await(long time) {
    long due = time + offset;
    long now = System.currentTimeMillis();
    while (now < due) {
      LockSupport.parkNanos(PAUSE_NANOS);
      now = System.currentTimeMillis();
    }
    if (time >= counted) {
      late.recordValue(Math.min(LONGEST_MILLIS, now - due));
    }
  }

  private static double cpuSeconds() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime() / 1e9;
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            LINGER_MILLIS,
            ProducerConfig.BATCH_SIZE_CONFIG,
            BATCH_BYTES);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
