package io.holoward.integration;

import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.integration.cluster.FlinkCluster;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * All that the job meets in production, on this machine: a broker, a schema registry, a Flink
 * cluster; each process of them started for the tests and ended with them.
 */
final class TestPlatform implements AutoCloseable {
  private static final int TASK_MANAGERS = 2;

  private final EmbeddedPlatform services;
  private final FlinkCluster flink;
  private final KafkaTopics topics;
  private final SchemaRegistry registry;
  private final Path directory;

  private TestPlatform(EmbeddedPlatform services, FlinkCluster flink, Path directory) {
    this.services = services;
    this.flink = flink;
    this.directory = directory;
    this.topics = new KafkaTopics(services.broker().bootstrapServers());
    this.registry = RegistryConnection.to(services.registry().url()).open();
  }

  /** Starts everything, in an empty directory below {@code target}. */
  static TestPlatform start() {
    Path checkout = path("checkout.dir");
    Path directory = empty(path("work.dir"));
    EmbeddedPlatform services =
        EmbeddedPlatform.start(
            new Distribution(
                checkout.resolve("services/broker/target/lib"),
                checkout.resolve("services/registry/target/registry")),
            directory);
    try {
      FlinkCluster flink =
          FlinkCluster.start(
              checkout.resolve("services/flink/target/lib"),
              checkout.resolve("flink-conf/config.yaml"),
              directory,
              TASK_MANAGERS);
      return new TestPlatform(services, flink, directory);
    } catch (RuntimeException e) {
      services.close();
      throw e;
    }
  }

  private static Path path(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("The system property " + property + " is not set");
    }
    return Path.of(value).toAbsolutePath().normalize();
  }

  /** The jar that is submitted. */
  static Path jobJar() {
    return path("job.jar");
  }

  private static Path empty(Path directory) {
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FlinkCluster flink() {
    return flink;
  }

  KafkaTopics topics() {
    return topics;
  }

  SchemaRegistry registry() {
    return registry;
  }

  /** Where files of the tests go. */
  Path directory() {
    return directory;
  }

  String bootstrapServers() {
    return services.broker().bootstrapServers();
  }

  String registryUrl() {
    return services.registry().url();
  }

  @Override
  public void close() {
    try (services;
        flink;
        registry) {
      topics.close();
    }
  }
}
