package io.holoward.cli.demo;

import io.holoward.cli.Topics;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.engine.RunningJob;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The demo: a broker and a registry as processes of their own, the job on an embedded Flink, a
 * simulated fleet that sends to it, and its answers on the screen.
 */
public final class Demo {
  private static final int PARTITIONS = 4;
  private static final Duration FRAME = Duration.ofMillis(100);

  /** After the last event: the demo ends when no alarm has come for so long. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final Duration QUIET_BOUND = Duration.ofSeconds(10);

  private final Engine engine;
  private final Function<Configuration, FleetCodec> codecs;
  private final DemoScreen screen;
  private volatile boolean stopped;

  /**
   * @param engine starts the job
   * @param codecs opens the codec of the configured registry
   */
  public Demo(Engine engine, Function<Configuration, FleetCodec> codecs, DemoScreen screen) {
    this.engine = engine;
    this.codecs = codecs;
    this.screen = screen;
  }

  /**
   * Runs the demo to its end, or until it is stopped, and stops all it has started.
   *
   * @param directory where everything goes that is written
   */
  public void run(Fleet fleet, Path directory) throws InterruptedException {
    try {
      perform(fleet, directory);
    } catch (RuntimeException e) {
      // A stop may come while something starts, and ends what that needs.
      if (!stopped) {
        throw e;
      }
    }
  }

  private void perform(Fleet fleet, Path directory) throws InterruptedException {
    screen.step("Starting a Kafka broker and a schema registry");
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(Distribution.locate(), directory)) {
      Configuration configuration = configuration(platform, fleet);
      createTopics(configuration);
      screen.step(
          "Broker on %s, registry on %s"
              .formatted(platform.broker().bootstrapServers(), platform.registry().url()));
      if (!stopped) {
        try (FleetCodec codec = codecs.apply(configuration)) {
          codec.registerSchemas();
          screen.step("Starting the job: Flink, RocksDB state, checkpoints");
          try (RunningJob job = engine.start(configuration, directory, Optional.empty())) {
            play(fleet, configuration, codec, job);
          }
        }
      }
    }
  }

  private static Configuration configuration(EmbeddedPlatform platform, Fleet fleet) {
    return Configuration.of(
        "kafka.bootstrap-servers=" + platform.broker().bootstrapServers(),
        "registry.url=" + platform.registry().url(),
        "population.ready-at=" + fleet.pace().liveFrom(),
        // A day to know the services of the fleet, and a day to learn how much is new, are history.
        "novelty.ready-at=" + fleet.pace().start().plus(Duration.ofDays(1)),
        // The topics of alarms and commands are empty; ten minutes of the fleet are a second here.
        "time.idleness=2 s");
  }

  private static void createTopics(Configuration configuration) {
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.kafka().bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      Topics.create(admin, Topics.of(configuration), PARTITIONS, Optional.empty());
    }
  }

  private void play(Fleet fleet, Configuration configuration, FleetCodec codec, RunningJob job)
      throws InterruptedException {
    Tally tally = new Tally(fleet.attacks());
    try (OutputWatcher watcher = new OutputWatcher(configuration, codec, screen, tally)) {
      watcher.start();
      announce(fleet);
      try (FleetFeed feed = FleetFeed.to(configuration, codec, fleet.events())) {
        feed(fleet.pace(), feed, watcher, job);
      }
      awaitLastAlarms(watcher);
    }
    screen.summary(tally);
  }

  private void announce(Fleet fleet) {
    Pace pace = fleet.pace();
    screen.step(
        "%s, %d attacks among them. First %d h of history for discovery in %d s, then 1 s = 10 min"
            .formatted(
                fleet.description(),
                fleet.attacks().size(),
                pace.history().toHours(),
                pace.learning().toSeconds()));
  }

  private void feed(Pace pace, FleetFeed feed, OutputWatcher watcher, RunningJob job)
      throws InterruptedException {
    long started = System.nanoTime();
    Duration elapsed = Duration.ZERO;
    while (!stopped && elapsed.compareTo(pace.duration()) < 0) {
      Thread.sleep(FRAME.toMillis());
      elapsed = Duration.ofNanos(System.nanoTime() - started);
      feed.sendUntil(pace.simulatedAfter(elapsed));
      screen.clock(pace.simulatedAfter(elapsed), feed.sent());
      watcher.quiet();
      if (!stopped && !job.isRunning()) {
        job.await();
        throw new IllegalStateException("The job ended before the demo did");
      }
    }
  }

  private void awaitLastAlarms(OutputWatcher watcher) throws InterruptedException {
    long bound = System.nanoTime() + QUIET_BOUND.toNanos();
    while (!stopped && watcher.quiet().compareTo(QUIET) < 0 && System.nanoTime() < bound) {
      Thread.sleep(FRAME.toMillis());
    }
  }

  /** Makes {@link #run} end soon. */
  public void stop() {
    stopped = true;
  }
}
