package io.holoward.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.EmbeddedFlink;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.util.FileUtils;

/**
 * Where jobs are run one after the other, each on an embedded Flink of its own with RocksDB and
 * checkpoints as the command {@code run} has them, and as a consumer group of its own.
 *
 * @param platform with the topics
 * @param configuration of the topics
 * @param events how many the topic that is read holds
 */
record Track(MeasuredPlatform platform, Configuration configuration, long events, int parallelism) {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final AtomicLong RUNS = new AtomicLong();

  /** The topic that the current run may fill; it is gone when the run has ended. */
  static String copiesTopic(Configuration configuration) {
    return configuration.kafka().group() + "-copies";
  }

  /**
   * Runs a job to its end.
   *
   * @throws IllegalStateException when the job did not do with all events what it should
   */
  Lap run(MeasuredJob job) throws Exception {
    String name = "run-" + RUNS.incrementAndGet();
    Configuration own =
        configuration.with(List.of("kafka.group=" + name, "kafka.transactional-id-prefix=" + name));
    Path directory = Files.createDirectories(platform.directory().resolve(name));
    platform.createTopic(copiesTopic(own));
    try {
      return run(job, own, directory);
    } finally {
      platform.deleteTopic(copiesTopic(own));
      // Quietly: Flink may still be deleting there itself.
      FileUtils.deleteDirectoryQuietly(directory.toFile());
    }
  }

  /** Runs a job several times, one after the other. */
  Lap run(MeasuredJob job, int times) throws Exception {
    Lap all = Lap.NONE;
    for (int i = 0; i < times; i++) {
      all = all.and(run(job));
    }
    return all;
  }

  private Lap run(MeasuredJob job, Configuration own, Path directory) throws Exception {
    Stopwatch.reset();
    double cpu = cpuSeconds();
    double brokerCpu = brokerCpuSeconds();
    JobExecutionResult result;
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(parallelism, directory, CHECKPOINT_INTERVAL, Optional.empty())) {
      job.define(flink.environment(), own);
      result = flink.environment().execute(directory.getFileName().toString());
    }
    job.check(result, events);
    return new Lap(events, Stopwatch.seconds(), cpuSeconds() - cpu, brokerCpuSeconds() - brokerCpu);
  }

  private static double cpuSeconds() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime() / 1e9;
  }

  private double brokerCpuSeconds() {
    return platform.broker().info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
  }
}
