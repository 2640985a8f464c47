package io.holoward.benchmarks.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holoward.detection.configuration.Configuration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** A {@link ScheduledSender} that runs as a process of its own. */
final class SenderProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private SenderProcess(Process process) {
    this.process = process;
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /**
   * Starts it and waits until it is connected.
   *
   * @param topic it will send to
   */
  static SenderProcess start(Configuration configuration, String topic, EncodedTraffic traffic)
      throws IOException {
    SenderProcess sender =
        new SenderProcess(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms192m",
                    "-Xmx192m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ScheduledSender.class.getName(),
                    configuration.kafka().bootstrapServers(),
                    topic,
                    traffic.file().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    sender.awaitLine(ScheduledSender.READY::equals);
    return sender;
  }

  /**
   * Lets it begin.
   *
   * @param offset of the time it sends an event from the time of the event, in milliseconds
   * @param counted time of the first event whose lateness counts
   */
  void begin(long offset, long counted) throws IOException {
    process.getOutputStream().write("%d %d%n".formatted(offset, counted).getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  private String awaitLine(Predicate<String> awaited) throws IOException {
    String line = out.readLine();
    while (line != null && !awaited.test(line)) {
      line = out.readLine();
    }
    if (line == null) {
      close();
      throw new IllegalStateException("the sender ended before it should");
    }
    return line;
  }

  /** Processor time it has used so far. */
  double cpuSeconds() {
    return seconds(process.toHandle());
  }

  static double seconds(ProcessHandle handle) {
    return handle.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
  }

  /** Waits until all is sent and acknowledged. */
  Sent await() throws IOException {
    return Sent.parse(awaitLine(Sent::isOne));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
