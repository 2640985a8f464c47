package io.holoward.benchmarks.latency;

import io.holoward.benchmarks.pipeline.FleetTraffic;
import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import io.holoward.benchmarks.pipeline.TrafficKind;
import io.holoward.benchmarks.pipeline.TrafficPlan;
import io.holoward.benchmarks.pipeline.Workload;
import io.holoward.benchmarks.suite.Bench;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The load that the job bears.
 *
 * @param alone events a second that it reads from a full topic
 * @param sendingMicros processor time that sender and broker take to send one
 */
record Bearable(double alone, double sendingMicros) {

  private static final String SENT = "sent-to-nobody";
  private static final int EVENTS_SENT = 1_000_000;

  static Bearable measure(Bench bench, int parallelism, List<String> settings) throws Exception {
    try (MeasuredPlatform platform =
        MeasuredPlatform.start(bench.directory(), settings.toArray(String[]::new))) {
      TrafficKind kind = TrafficKind.FLEET;
      Workload probe =
          platform.fill("probe", kind.plan(bench.effort().choose(1, 3) * kind.leastEvents()));
      probe.run(parallelism, List.of());
      double alone = 1e3 * probe.run(parallelism, List.of()).thousandEventsPerSecond();
      return new Bearable(alone, sendingMicros(platform, bench.directory()));
    }
  }

  private static double sendingMicros(MeasuredPlatform platform, Path directory) throws Exception {
    Configuration configuration = platform.configuration();
    platform.createTopic(SENT);
    TrafficPlan plan = TrafficPlan.of(EVENTS_SENT, 400, Duration.ofMinutes(1));
    EncodedTraffic traffic =
        EncodedTraffic.write(
            configuration,
            new FleetTraffic(plan, configuration.window().size().toMillis()),
            directory.resolve(SENT));
    double before = SenderProcess.seconds(platform.broker());
    // All of them are long due.
    long offset = -plan.begin().toEpochMilli();
    try (SenderProcess sender = SenderProcess.start(configuration, SENT, traffic)) {
      sender.begin(offset, Long.MAX_VALUE);
      Sent sent = sender.await();
      double seconds = sent.cpuSeconds() + SenderProcess.seconds(platform.broker()) - before;
      return seconds / EVENTS_SENT * 1e6;
    }
  }

  /** Events a second that it would bear if the processors had to send them as well. */
  double besideSender() {
    int cores = Runtime.getRuntime().availableProcessors();
    return 1 / (1 / alone + sendingMicros / 1e6 / cores);
  }
}
