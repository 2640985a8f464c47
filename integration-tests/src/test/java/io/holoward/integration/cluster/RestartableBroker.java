package io.holoward.integration.cluster;

import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedBroker;
import io.holoward.integration.cluster.JavaProcess.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A broker that can be stopped and started again on its files, and reached by two ways: directly,
 * and by a listener that sends its clients to a proxy.
 */
public final class RestartableBroker implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(90);
  private static final String LOCALHOST = "127.0.0.1";

  private final String classpath;
  private final Path directory;
  private final String bootstrapServers;
  private final Proxy proxy;
  private JavaProcess process;
  private int starts;

  private RestartableBroker(
      String classpath, Path directory, String bootstrapServers, Proxy proxy) {
    this.classpath = classpath;
    this.directory = directory;
    this.bootstrapServers = bootstrapServers;
    this.proxy = proxy;
  }

  /** Starts a broker and its proxy and waits until it answers. */
  public static RestartableBroker start(Distribution distribution, Path directory) {
    String direct;
    try (EmbeddedBroker first = EmbeddedBroker.start(distribution, directory)) {
      direct = first.bootstrapServers();
    }
    int port = FreePorts.find(1).get(0);
    Proxy proxy = Proxy.to(port);
    addListener(directory.resolve("broker.properties"), port, proxy.port());
    RestartableBroker broker =
        new RestartableBroker(
            distribution.broker().resolve("*").toString(), directory, direct, proxy);
    broker.start();
    return broker;
  }

  /** The broker tells clients of this listener that it is to be found at the proxy. */
  private static void addListener(Path properties, int port, int advertised) {
    try {
      String added =
          Files.readString(properties)
              .replaceFirst("(?m)^(listeners=.*)$", "$1,PROXIED://127.0.0.1:" + port)
              .replaceFirst(
                  "(?m)^(advertised.listeners=.*)$", "$1,PROXIED://127.0.0.1:" + advertised)
              .replaceFirst("(?m)^(listener.security.protocol.map=.*)$", "$1,PROXIED:PLAINTEXT");
      Files.writeString(properties, added);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the broker, which must not run, and waits until it can be connected to. */
  public void start() {
    Program program =
        new Program(
            "broker-" + ++starts,
            List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=classpath:io/holoward/cli/embedded/service-log4j2.xml"),
            "kafka.Kafka",
            List.of("broker.properties"));
    process = JavaProcess.start(program, classpath, Map.of(), directory);
    Await.until(
        "the broker answers",
        START_BOUND,
        () -> {
          process.requireAlive();
          return answers();
        });
  }

  /** True when it can be connected to. */
  public boolean answers() {
    int port = Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
    try (Socket socket = new Socket(LOCALHOST, port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends the broker by its shutdown hooks, as a service manager would. */
  public void stop() {
    process.close();
  }

  /** Ends the broker with SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** Where it is reached directly. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** What stands between the broker and those who come by the other way. */
  public Proxy proxy() {
    return proxy;
  }

  @Override
  public void close() {
    try (proxy) {
      process.close();
    }
  }
}
