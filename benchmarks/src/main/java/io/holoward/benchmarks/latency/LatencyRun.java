package io.holoward.benchmarks.latency;

import com.sun.management.OperatingSystemMXBean;
import io.holoward.benchmarks.pipeline.FleetTraffic;
import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import io.holoward.benchmarks.pipeline.TrafficPlan;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.job.HolowardJob;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;

/**
 * A job that has learned and read all there was, to which then events are sent on schedule.
 *
 * @param rate events a second
 * @param warmUpSeconds that are not counted
 * @param seconds that are
 * @param flink keys of a Flink configuration
 */
record LatencyRun(double rate, int warmUpSeconds, int seconds, Map<String, String> flink) {

  private static final int PARALLELISM = 2;
  private static final int PROBES_PER_SECOND = 200;
  private static final int INSTANCES = 400;
  private static final int HISTORY_EVENTS = 300_000;
  private static final Duration HISTORY = Duration.ofMinutes(20);
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
  private static final int PATIENCE_MINUTES = 5;

  /** Until the watch reads. */
  private static final int HEAD_START_MILLIS = 1_000;

  /** Share of the probes that has to come back as alarms. */
  private static final double MOST = 0.98;

  private static final int MILLIS = 1_000;

  /** Measures on a platform that has seen no events. */
  Latency measure(MeasuredPlatform platform, Path parent) throws Exception {
    Configuration configuration = platform.configuration();
    Path directory = Files.createTempDirectory(parent, "latency-");
    Instant begin = Instant.now();
    // What the models are learned from is there, in event time, right up to the first live event.
    platform.fillProcessEvents(
        TrafficPlan.of(HISTORY_EVENTS, INSTANCES, HISTORY).from(begin.minus(HISTORY)));
    ProbedTraffic probed = probed(configuration, begin);
    EncodedTraffic traffic =
        EncodedTraffic.write(configuration, probed, directory.resolve("traffic"));
    try (EmbeddedFlink running =
        EmbeddedFlink.continuous(
            PARALLELISM, directory, CHECKPOINTS, Optional.of(flinkConf(directory)))) {
      HolowardJob.define(running.environment(), configuration);
      JobClient job = running.environment().executeAsync(HolowardJob.NAME);
      platform.awaitCommitted(configuration, HISTORY_EVENTS, PATIENCE_MINUTES);
      try {
        return send(platform, probed, traffic, begin.toEpochMilli());
      } finally {
        job.cancel().get(30, TimeUnit.SECONDS);
      }
    } finally {
      Files.delete(traffic.file());
    }
  }

  private ProbedTraffic probed(Configuration configuration, Instant begin) {
    int all = warmUpSeconds + seconds;
    TrafficPlan plan =
        TrafficPlan.of((long) (rate * all), INSTANCES, Duration.ofSeconds(all)).from(begin);
    return new ProbedTraffic(
        new FleetTraffic(plan, configuration.window().size().toMillis()),
        (int) Math.max(1, rate / PROBES_PER_SECOND));
  }

  private Path flinkConf(Path directory) throws IOException {
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        flink.entrySet().stream()
            .map(key -> "%s: %s%n".formatted(key.getKey(), key.getValue()))
            .collect(Collectors.joining()));
    return conf;
  }

  private Latency send(
      MeasuredPlatform platform, ProbedTraffic probed, EncodedTraffic traffic, long begin)
      throws Exception {
    Configuration configuration = platform.configuration();
    String topic = configuration.sources().processEvents().topic();
    long counted = begin + (long) warmUpSeconds * MILLIS;
    try (SenderProcess sender = SenderProcess.start(configuration, topic, traffic)) {
      long offset = System.currentTimeMillis() + HEAD_START_MILLIS - begin;
      sender.begin(offset, counted);
      return watch(platform, probed, sender, counted, offset);
    }
  }

  private Latency watch(
      MeasuredPlatform platform,
      ProbedTraffic probed,
      SenderProcess sender,
      long counted,
      long offset)
      throws Exception {
    try (AlarmWatch watch = new AlarmWatch(platform.configuration(), counted, offset)) {
      Thread.sleep(Math.max(0, counted + offset - System.currentTimeMillis()));
      double cpu = cpuSeconds(platform, sender);
      long pauses = pauseMillis();
      Thread.sleep((long) seconds * MILLIS - MILLIS);
      double busy = (cpuSeconds(platform, sender) - cpu) / (seconds - 1);
      pauses = pauseMillis() - pauses;
      Sent sent = sender.await();
      long expected = (long) (MOST * probed.probes() * seconds / (warmUpSeconds + seconds));
      watch.await(expected, CHECKPOINTS.plusSeconds(2));
      return new Latency(watch.finish(), sent, busy, pauses, seconds);
    }
  }

  private static double cpuSeconds(MeasuredPlatform platform, SenderProcess sender) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime() / 1e9
        + SenderProcess.seconds(platform.broker())
        + sender.cpuSeconds();
  }

  private static long pauseMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
