package io.holoward.integration.security;

import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedRegistry;
import io.holoward.detection.configuration.Configuration;
import io.holoward.integration.cluster.FlinkCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that the job meets where security is taken seriously: a broker with TLS, SCRAM and an
 * authorizer, a registry behind TLS and a password, and a Flink cluster that logs at DEBUG.
 */
final class SecuredPlatform implements AutoCloseable {
  /** The user the job logs in as. */
  static final String USER = "holoward";

  /** Every character here means something to JAAS, to YAML, to a shell or to Kafka. */
  static final String PASSWORD = "k4fka \"of\" \\the T3st; ${x:y} '#{}";

  static final String REGISTRY_PASSWORD = System.getenv("REGISTRY_PASSWORD");

  private final Path directory;
  private final Path dist;
  private final KeyStores stores;
  private final SecuredBroker broker;
  private final EmbeddedRegistry registry;
  private final RegistryGate gate;
  private final FlinkCluster flink;
  private final SecuredTopics topics;

  private SecuredPlatform(Path checkout, Path directory) {
    this.directory = directory;
    this.dist = checkout.resolve("jobs/cli/target/dist");
    this.stores = KeyStores.in(directory.resolve("stores"));
    write("secrets/store", KeyStores.PASSWORD + "\n");
    write("secrets/admin", SecuredBroker.ADMIN_PASSWORD + "\n");
    write("secrets/job", PASSWORD + "\n");
    write("secrets/wrong", "wr0ng-of-the-T3st\n");
    Distribution services =
        new Distribution(
            checkout.resolve("services/broker/target/lib"),
            checkout.resolve("services/registry/target/registry"));
    broker = SecuredBroker.start(services.broker(), stores, directory.resolve("broker"));
    registry = EmbeddedRegistry.start(services, directory.resolve("registry"));
    gate = RegistryGate.open(registry.url(), stores.sound(), REGISTRY_PASSWORD);
    flink = cluster(checkout);
    topics = new SecuredTopics(Configuration.read(configuration(SecuredBroker.ADMIN), List.of()));
    topics.addUser(USER, PASSWORD);
  }

  /** Starts everything, in an empty directory below {@code target}. */
  static SecuredPlatform start() {
    Path work = path("work.dir").resolveSibling("secured");
    return new SecuredPlatform(path("checkout.dir"), empty(work));
  }

  private FlinkCluster cluster(Path checkout) {
    Path conf = checkout.resolve("flink-conf/config.yaml");
    try {
      // More than in production, as someone has it who looks for a fault: a secret could be there.
      String chatty =
          Files.readString(conf)
              .replace("all: --add-opens", "all: -Dtest.log.level=DEBUG --add-opens");
      return FlinkCluster.start(
          checkout.resolve("services/flink/target/lib"),
          write("config.yaml", chatty),
          directory.resolve("flink"),
          1,
          Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file of a configuration with everything a secured platform asks for, all secrets by file or
   * environment.
   *
   * @param user whose password is in the file of its name, or in {@code job}
   */
  Path configuration(String user) {
    return write(
        user + ".yaml",
        """
        organisation: acme
        time: {idleness: 1 s}
        kafka:
          bootstrap-servers: %1$s
          user: %2$s
          password: {file: %3$s}
          properties:
            ssl.truststore.location: %4$s
            ssl.truststore.password: {file: %5$s}
        registry:
          url: %6$s
          user: %7$s
          password: {env: REGISTRY_PASSWORD}
          properties:
            ssl.truststore.location: %4$s
            ssl.truststore.password: {file: %5$s}
        """
            .formatted(
                broker.sound(),
                user,
                secret(user.equals(USER) ? "job" : user),
                stores.trusted(),
                secret("store"),
                gate.url(),
                RegistryGate.USER));
  }

  /** The file a secret is in. */
  Path secret(String name) {
    return directory.resolve("secrets").resolve(name);
  }

  /** Runs the command. */
  CommandRun command(String... arguments) {
    return CommandRun.of(dist, directory.resolve("command.log"), List.of(arguments));
  }

  /** Everything that was written while it ran, but for the secrets themselves. */
  List<Path> written() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(directory.resolve("secrets")))
          .filter(file -> !file.endsWith("broker.properties"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String property) {
    return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
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

  KeyStores stores() {
    return stores;
  }

  SecuredBroker broker() {
    return broker;
  }

  RegistryGate gate() {
    return gate;
  }

  FlinkCluster flink() {
    return flink;
  }

  SecuredTopics topics() {
    return topics;
  }

  @Override
  public void close() {
    for (AutoCloseable part : new ArrayList<>(List.of(topics, flink, gate, registry, broker))) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
