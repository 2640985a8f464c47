package io.holoward.cli.embedded;

import java.nio.file.Path;

/** A broker and a schema registry that are started and stopped together. */
public record EmbeddedPlatform(EmbeddedBroker broker, EmbeddedRegistry registry)
    implements AutoCloseable {

  /**
   * Starts both at the same time and waits until both answer.
   *
   * @param directory where their files go; created when absent
   * @throws ServiceStartException when one does not start; then neither runs
   */
  public static EmbeddedPlatform start(Distribution distribution, Path directory) {
    EmbeddedRegistry registry = EmbeddedRegistry.launch(distribution, directory);
    EmbeddedBroker broker = null;
    try {
      broker = EmbeddedBroker.launch(distribution, directory);
      broker.awaitReady();
      registry.awaitReady();
      return new EmbeddedPlatform(broker, registry);
    } catch (RuntimeException e) {
      if (broker != null) {
        broker.close();
      }
      registry.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      registry.close();
    } finally {
      broker.close();
    }
  }
}
