package io.holoward.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.EmbeddedFlink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobExecutionResult;

/**
 * Where jobs are run one after the other, each on an embedded Flink of its own with RocksDB and
 * checkpoints as the command {@code run} has them, and as a consumer group of its own.
 *
 * @param configuration of the topics
 * @param broker the broker's process
 * @param events how many the topic that is read holds
 * @param directory for the files of the runs
 */
record Track(
    Configuration configuration,
    ProcessHandle broker,
    long events,
    int parallelism,
    Path directory) {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /**
   * Runs a job to its end.
   *
   * @param name unlike that of any other run
   * @throws IllegalStateException when the job did not do with all events what it should
   */
  Lap run(MeasuredJob job, String name) throws Exception {
    Stopwatch.reset();
    double cpu = cpuSeconds();
    double brokerCpu = brokerCpuSeconds();
    JobExecutionResult result;
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(
            parallelism, create(name), CHECKPOINT_INTERVAL, Optional.empty())) {
      job.define(
          flink.environment(),
          configuration.with(
              List.of("kafka.group=" + name, "kafka.transactional-id-prefix=" + name)));
      result = flink.environment().execute(name);
    }
    job.check(result, events);
    Long anomalous = result.getAccumulatorResult("flowsAnomalous");
    return new Lap(
        events,
        Stopwatch.seconds(),
        cpuSeconds() - cpu,
        brokerCpuSeconds() - brokerCpu,
        anomalous == null ? 0 : anomalous);
  }

  private Path create(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double cpuSeconds() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime() / 1e9;
  }

  private double brokerCpuSeconds() {
    return broker.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
  }
}
