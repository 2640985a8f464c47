package io.holoward.benchmarks.pipeline;

import io.holoward.cli.Topics;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.detection.configuration.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A broker and a registry that are processes of their own on this machine, with the topics of the
 * job, in a directory that is gone when it is closed.
 */
public final class MeasuredPlatform implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final long PAUSE_MILLIS = 200;

  private final Path directory;
  private final EmbeddedPlatform platform;
  private final Admin admin;
  private final Configuration configuration;

  private MeasuredPlatform(Path directory, EmbeddedPlatform platform, List<String> settings) {
    this.directory = directory;
    this.platform = platform;
    List<String> all = new ArrayList<>(settings);
    all.add("kafka.bootstrap-servers=" + platform.broker().bootstrapServers());
    all.add("registry.url=" + platform.registry().url());
    this.configuration = Configuration.of(all.toArray(String[]::new));
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                configuration.kafka().bootstrapServers()));
  }

  /**
   * Starts it.
   *
   * @param parent where its directory goes
   * @param settings of the job, beside where the platform is
   */
  public static MeasuredPlatform start(Path parent, String... settings) throws IOException {
    Path directory = Files.createTempDirectory(parent, "platform-");
    MeasuredPlatform started =
        new MeasuredPlatform(
            directory,
            EmbeddedPlatform.start(Distribution.locate(), directory.resolve("services")),
            List.of(settings));
    Topics.create(started.admin, Topics.of(started.configuration), PARTITIONS, Optional.empty());
    return started;
  }

  /** Where the platform is, and the settings. */
  public Configuration configuration() {
    return configuration;
  }

  /** For files of runs. */
  public Path directory() {
    return directory;
  }

  /** The process of the broker. */
  public ProcessHandle broker() {
    return platform.broker().handle();
  }

  /** Creates a topic, unless it is there. */
  public void createTopic(String name) {
    Topics.create(admin, List.of(new Topics.Topic(name, false)), PARTITIONS, Optional.empty());
  }

  void deleteTopic(String name) throws Exception {
    admin.deleteTopics(List.of(name)).all().get();
  }

  /**
   * Fills a new topic with process events.
   *
   * @param name of the topic
   */
  public Workload fill(String name, TrafficPlan plan) {
    createTopic(name);
    return fill(configuration.with(List.of("sources.process-events.topic=" + name)), plan);
  }

  /** Fills the topic of process events that the configuration names. */
  public Workload fillProcessEvents(TrafficPlan plan) {
    return fill(configuration, plan);
  }

  private Workload fill(Configuration own, TrafficPlan plan) {
    FleetTraffic traffic = new FleetTraffic(plan, own.window().size().toMillis());
    long bytes = SourceTopic.ofProcessEvents(own).fill(traffic);
    String words =
        "%,d events of %d bytes; %.2f %% are first sightings in a window of %d min, %.2f %% process starts"
            .formatted(
                plan.events(),
                bytes / plan.events(),
                100 * traffic.firstSightings(),
                own.window().size().toMinutes(),
                100 * traffic.starts());
    return new Workload(this, own, plan.events(), bytes, words);
  }

  /**
   * Fills a new topic with flows.
   *
   * @param name of the topic
   */
  Workload fill(String name, FlowPlan plan) {
    createTopic(name);
    Configuration own = configuration.with(List.of("sources.flows.topic=" + name));
    FlowTraffic traffic = new FlowTraffic(plan);
    long bytes = SourceTopic.ofFlows(own).fill(traffic);
    String words =
        "%,d flows of %d bytes over %d min; %,d hosts, %,d flow groups: %.2f %% of the flows open a new one"
            .formatted(
                plan.flows(),
                bytes / plan.flows(),
                plan.span().toMinutes(),
                plan.hosts(),
                traffic.groups(),
                100.0 * traffic.groups() / plan.flows());
    return new Workload(this, own, plan.flows(), bytes, words);
  }

  /**
   * Waits until a job has read so many process events and a checkpoint after the last of them is
   * complete.
   *
   * @param configuration of the job
   */
  public void awaitCommitted(Configuration configuration, long events, long patienceMinutes)
      throws Exception {
    String group = configuration.kafka().group();
    String topic = configuration.sources().processEvents().topic();
    long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(patienceMinutes);
    long committed = 0;
    while (committed < events) {
      if (System.nanoTime() > patience) {
        throw new IllegalStateException(
            "the job has read %,d of %,d events".formatted(committed, events));
      }
      Thread.sleep(PAUSE_MILLIS);
      committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .entrySet()
              .stream()
              .filter(offset -> offset.getKey().topic().equals(topic))
              .mapToLong(offset -> offset.getValue().offset())
              .sum();
    }
  }

  @Override
  public void close() throws IOException {
    admin.close();
    platform.close();
    FileUtils.deleteDirectoryQuietly(directory.toFile());
  }
}
