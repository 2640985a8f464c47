package io.holoward.integration.faults;

import io.holoward.cli.embedded.EmbeddedRegistry;
import io.holoward.integration.Checkout;
import io.holoward.integration.KafkaTopics;
import io.holoward.integration.Platform;
import io.holoward.integration.cluster.FlinkCluster;
import io.holoward.integration.cluster.Proxy;
import io.holoward.integration.cluster.RestartableBroker;
import io.holoward.integration.cluster.ZooKeeper;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * A platform of real processes of which each can fail: a highly available cluster with its
 * ZooKeeper, a broker that can be restarted, and networks between the job and broker and registry
 * that can be cut. The tests themselves reach broker and registry by undisturbed ways.
 */
final class FaultyPlatform implements Platform, AutoCloseable {
  private static final int TASK_MANAGERS = 2;

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Path directory = Checkout.workDirectory();
  private final RestartableBroker broker;
  private final EmbeddedRegistry registryService;
  private final Proxy registryProxy;
  private final FlinkCluster flink;
  private final KafkaTopics topics;
  private final SchemaRegistry registry;

  /** Starts everything. */
  FaultyPlatform() {
    try {
      registryService = closing(EmbeddedRegistry.start(Checkout.services(), directory));
      registryProxy = closing(Proxy.to(URI.create(registryService.url()).getPort()));
      broker = closing(RestartableBroker.start(Checkout.services(), directory));
      ZooKeeper zooKeeper = closing(ZooKeeper.start(Checkout.flinkLibrary(), directory));
      flink =
          closing(
              FlinkCluster.start(
                  Checkout.flinkLibrary(),
                  Checkout.flinkConfiguration(),
                  directory,
                  TASK_MANAGERS,
                  overrides(zooKeeper)));
      topics = closing(new KafkaTopics(broker.bootstrapServers()));
      registry = closing(RegistryConnection.to(registryService.url()).open());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Map<String, Object> overrides(ZooKeeper zooKeeper) {
    Map<String, Object> overrides = zooKeeper.highAvailability(directory.resolve("leaders"));
    overrides.put("execution.checkpointing.interval", "2s");
    return overrides;
  }

  private <T extends AutoCloseable> T closing(T part) {
    started.push(part);
    return part;
  }

  /** The broker, to be stopped and started. */
  RestartableBroker broker() {
    return broker;
  }

  /** What is between the job and the broker. */
  Proxy brokerNetwork() {
    return broker.proxy();
  }

  /** What is between the job and the registry. */
  Proxy registryNetwork() {
    return registryProxy;
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
    return "127.0.0.1:" + brokerNetwork().port();
  }

  @Override
  public String registryUrl() {
    int direct = URI.create(registryService.url()).getPort();
    return registryService.url().replace(":" + direct, ":" + registryProxy.port());
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        first = first == null ? new IllegalStateException("A part was not closed", e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
