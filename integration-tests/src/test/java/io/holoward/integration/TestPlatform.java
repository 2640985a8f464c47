package io.holoward.integration;

import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.integration.cluster.FlinkCluster;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.Map;

/**
 * All that the job meets in production, on this machine: a broker, a schema registry, a Flink
 * cluster; each process of them started for the tests and ended with them.
 */
final class TestPlatform implements Platform, AutoCloseable {
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
    Path directory = Checkout.workDirectory();
    EmbeddedPlatform services = EmbeddedPlatform.start(Checkout.services(), directory);
    try {
      FlinkCluster flink =
          FlinkCluster.start(
              Checkout.flinkLibrary(),
              Checkout.flinkConfiguration(),
              directory,
              TASK_MANAGERS,
              Map.of());
      return new TestPlatform(services, flink, directory);
    } catch (RuntimeException e) {
      services.close();
      throw e;
    }
  }

  /** The jar that is submitted. */
  static Path jobJar() {
    return Checkout.jobJar();
  }

  @Override
  public FlinkCluster flink() {
    return flink;
  }

  @Override
  public KafkaTopics topics() {
    return topics;
  }

  @Override
  public SchemaRegistry registry() {
    return registry;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public String bootstrapServers() {
    return services.broker().bootstrapServers();
  }

  @Override
  public String registryUrl() {
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
