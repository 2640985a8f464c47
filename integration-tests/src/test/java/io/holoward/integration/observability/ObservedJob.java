package io.holoward.integration.observability;

import io.holoward.cli.Topics;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.detection.configuration.Configuration;
import io.holoward.integration.cluster.Await;
import io.holoward.integration.cluster.FlinkCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.yaml.snakeyaml.Yaml;

/**
 * The job on a cluster of processes with the metrics that flink-conf switches on, between a real
 * broker and a real registry, and what a simulated fleet reports until now to it.
 */
final class ObservedJob implements AutoCloseable {
  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final int TASK_MANAGERS = 2;
  private static final int PARTITIONS = 4;

  private final EmbeddedPlatform services;
  private final FlinkCluster flink;
  private final Path file;
  private final Configuration configuration;
  private final MetricsPorts ports;
  private String job;

  private ObservedJob(
      EmbeddedPlatform services, FlinkCluster flink, MetricsPorts ports, Path directory) {
    this.services = services;
    this.flink = flink;
    this.ports = ports;
    this.file = directory.resolve("holoward.yaml");
    write(file, yaml(services));
    this.configuration = Configuration.read(file, List.of());
  }

  /** Starts everything, in a directory below {@code target}, and waits until all has been read. */
  static ObservedJob start(Path directory) {
    EmbeddedPlatform services =
        EmbeddedPlatform.start(
            new Distribution(
                checkout().resolve("services/broker/target/lib"),
                checkout().resolve("services/registry/target/registry")),
            directory);
    FlinkCluster flink = null;
    try {
      MetricsPorts ports = MetricsPorts.free();
      Path conf = checkout().resolve("flink-conf/config.yaml");
      Map<String, Object> overrides = metrics(conf);
      overrides.put("metrics.reporter.prom.port", ports.range());
      overrides.put("metrics.latency.interval", "1s");
      // The machine may have much else to do.
      overrides.put("pekko.ask.timeout", "60s");
      overrides.put("pekko.startup-timeout", "60s");
      Path lib = checkout().resolve("services/flink/target/lib");
      flink = FlinkCluster.start(lib, conf, directory, TASK_MANAGERS, overrides);
      ObservedJob observed = new ObservedJob(services, flink, ports, directory);
      observed.run();
      return observed;
    } catch (RuntimeException e) {
      if (flink != null) {
        flink.close();
      }
      services.close();
      throw e;
    }
  }

  /** The directory this is built from. */
  static Path checkout() {
    return Path.of(System.getProperty("checkout.dir")).toAbsolutePath().normalize();
  }

  /** What the project's configuration says of metrics, its keys written in full. */
  private static Map<String, Object> metrics(Path conf) {
    Map<String, Object> keys = new TreeMap<>();
    try {
      Map<String, Object> yaml = new Yaml().load(Files.readString(conf));
      flatten("metrics.", (Map<?, ?>) yaml.get("metrics"), keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  private static void flatten(String prefix, Map<?, ?> section, Map<String, Object> keys) {
    section.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> nested) {
            flatten(prefix + key + ".", nested, keys);
          } else {
            keys.put(prefix + key, value);
          }
        });
  }

  /** Windows so short that the canary's process is learned within the test. */
  private static String yaml(EmbeddedPlatform services) {
    return """
        kafka:
          bootstrap-servers: %s
        registry:
          url: %s
        window:
          size: 10 s
        time:
          max-out-of-orderness: 1 s
          allowed-lateness: 2 s
          idleness: 15 s
        promotion:
          min-age: 2 h
        population:
          ready-at: "%s"
        """
        .formatted(
            services.broker().bootstrapServers(),
            services.registry().url(),
            Instant.now().minus(Duration.ofHours(3)));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", services.broker().bootstrapServers()))) {
      Topics.create(admin, Topics.of(configuration), PARTITIONS, Optional.empty());
    }
    job =
        flink.run(
            Map.of(), Path.of(System.getProperty("job.jar")), List.of("--config", file.toString()));
    long sent = new FleetFeed(configuration).send();
    Await.until("all records are read", BOUND, () -> flink.rest().accumulator(job, "read") >= sent);
  }

  /** Ends the job; the cluster stays. */
  void cancel() {
    flink.rest().cancel(job);
    Await.until("the job is cancelled", BOUND, () -> flink.rest().state(job).equals("CANCELED"));
  }

  /** The configuration's file. */
  Path file() {
    return file;
  }

  /** Where the processes of the cluster serve their metrics. */
  List<Integer> metricsPorts() {
    return ports.serving();
  }

  /** The text that each process of the cluster serves. */
  List<String> scrape() {
    List<String> texts = new ArrayList<>();
    ports.serving().forEach(port -> texts.add(MetricsPorts.get(port)));
    return texts;
  }

  @Override
  public void close() {
    try (services) {
      flink.close();
    }
  }
}
